import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApiDocument, openApiText } from './openapi.ts';
import { ProblemCode } from './protocol.ts';

test('the committed document is the one that the schemas give: node src-main/platform/openapi.ts --write', () => {
  expect(readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8')).toBe(openApiText());
});

test('each reference in it leads somewhere', () => {
  const { components } = openApiDocument();
  const names = Object.keys(Object(components).schemas);
  const references = [...openApiText().matchAll(/"\$ref": "([^"]*)"/g)].map((match) => match[1]);
  expect(references.length).toBeGreaterThan(20);
  for (const reference of references) expect(names.map((name) => `#/components/schemas/${name}`)).toContain(reference);
});

test('each problem that has a name is told of; only an unknown address belongs to no operation', () => {
  const untold = ProblemCode.options.filter((code) => !openApiText().includes(`/problems/${code}\``));
  expect(untold).toEqual(['noSuchResource']);
});

test('a submission has no place for anything beside what is listed', () => {
  expect(openApiDocument()).toMatchObject({
    openapi: '3.1.1',
    components: {
      schemas: { Submission: { additionalProperties: false }, SealedPayload: { additionalProperties: false } },
    },
  });
});
