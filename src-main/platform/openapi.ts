/**
 * The protocol for those who build the other side: an OpenAPI 3.1 document made from the schemas that the
 * terminal itself uses. `node src-main/platform/openapi.ts --write` renews `openapi.json`; without it prints.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Signature } from '../contract/application.ts';
import { Person } from '../contract/person.ts';
import { Answers } from '../contract/service-item.ts';
import {
  Acknowledgement,
  Enrolled,
  Enrolment,
  Health,
  Problem,
  type ProblemCode,
  paths,
  problemMediaType,
  problems,
  SealedPayload,
  SealingPublicJwk,
  Submission,
  TerminalPublicJwk,
} from './protocol.ts';

const named = {
  Submission,
  Acknowledgement,
  Enrolment,
  Enrolled,
  Health,
  Problem,
  SealedPayload,
  Person,
  Answers,
  Signature,
  SealingPublicJwk,
  TerminalPublicJwk,
};
type SchemaName = keyof typeof named;

const introduction = `What a self-service terminal (自助终端) says to the central platform.

Every request but \`GET ${paths.health}\` is signed with the terminal's Ed25519 key: HTTP Message Signatures (RFC 9421),
label \`terminal\`, over \`@method @authority @path @query\`, then \`content-type content-digest\` when there is a body
and \`idempotency-key\` when that field is there, in this order; parameters \`created\`, \`keyid\` (the kiosk's code),
\`nonce\` and \`alg="ed25519"\`. \`Content-Digest\` is RFC 9530 with sha-256. \`created\` may be four days off: a wrong clock
must not hold up what a citizen was promised, and a replay makes nothing new.

\`Submission.payload\` is a JWE in compact form (ECDH-ES over P-256, A256GCM) with \`applicationId\` and \`kid\` in its
protected header; inside is a \`SealedPayload\`.

The same Idempotency-Key with the same kiosk, application and \`payloadSha256\` gets the same bytes again, for ever; with
anything else 422. However many of them come at once, there is one application. An acknowledgement means 收件, not 受理.`;

const json = (name: SchemaName) => ({ 'application/json': { schema: reference(name) } });

function reference(name: SchemaName): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Which problems an operation can answer with, by status: `signed` ones share those of the signature. */
function refusals(codes: readonly ProblemCode[], signed: boolean): Record<string, unknown> {
  const all: ProblemCode[] = [...codes, 'internal', 'busy', 'tooManyRequests'];
  if (signed) all.push('signatureWrong', 'clockTooFarOff', 'digestWrong');
  const byStatus: Record<string, unknown> = {};
  for (const { status } of all.map((code) => problems[code])) {
    const here = all.filter((code) => problems[code].status === status);
    byStatus[status] = {
      description: here.map((code) => `\`/problems/${code}\`: ${problems[code].title}`).join('; '),
      content: { [problemMediaType]: { schema: reference('Problem') } },
    };
  }
  return byStatus;
}

function schemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` });
  // The document itself says where its schemas lie and which dialect they are.
  return Object.fromEntries(Object.entries(made.schemas).map(([id, { $schema, $id, ...schema }]) => [id, schema]));
}

const submit = {
  operationId: 'submit',
  summary: 'Hands over one kept application',
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'A UUID as a quoted string; made when the citizen confirms, the same at each attempt.',
      schema: { type: 'string', pattern: '^"[0-9a-f-]{36}"$' },
    },
  ],
  requestBody: { required: true, content: json('Submission') },
  responses: {
    201: { description: 'Received, now or before', content: json('Acknowledgement') },
    ...refusals(
      [
        'invalid',
        'keyMissing',
        'terminalUnknown',
        'kioskDiffers',
        'inProgress',
        'tooLarge',
        'keyReused',
        'applicationReused',
        'hashDiffers',
        'payloadUnreadable',
        'insideDiffers',
      ],
      true,
    ),
  },
};

const find = {
  operationId: 'find',
  summary: 'Did it arrive? Answers a terminal about its own applications only',
  parameters: [{ name: 'applicationId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
  responses: {
    200: { description: 'It did; the bytes of the first answer', content: json('Acknowledgement') },
    ...refusals(['terminalUnknown', 'applicationUnknown'], true),
  },
};

const enrol = {
  operationId: 'enrol',
  summary: 'Makes the key of a terminal known, by a code that is good once; signed by that key',
  requestBody: { required: true, content: json('Enrolment') },
  responses: {
    201: { description: 'Known from now on', content: json('Enrolled') },
    ...refusals(['invalid', 'enrolmentRefused'], true),
  },
};

const health = {
  operationId: 'health',
  summary: 'Is the platform there, and what time is it? Needs no signature',
  responses: { 200: { description: 'It is', content: json('Health') }, ...refusals([], false) },
};

/** The whole document, as plain data. */
export function openApiDocument(): Record<string, unknown> {
  return {
    openapi: '3.1.1',
    info: {
      title: '长明 Changming: terminal to platform',
      version: '1.0.0',
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    paths: {
      [paths.applications]: { post: submit },
      [`${paths.applications}/{applicationId}`]: { get: find },
      [paths.terminals]: { post: enrol },
      [paths.health]: { get: health },
    },
    components: { schemas: schemas() },
  };
}

/** As it lies in the repository. */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}

if (import.meta.main) {
  if (process.argv.includes('--write')) writeFileSync(join(import.meta.dirname, 'openapi.json'), openApiText());
  else process.stdout.write(openApiText());
}
