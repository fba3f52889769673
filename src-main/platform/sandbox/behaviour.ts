/** What the sandbox can be told to do instead of answering well: each is something that a network or a platform has done to somebody. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { paths } from '../protocol.ts';

const count = z.int().min(1).max(10_000);

export const Behaviour = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('up') }),
  /** Nobody listens: connections are refused, and those that were open are cut. */
  z.strictObject({ kind: z.literal('down') }),
  /** Does its work at once, and answers late: who gave up waiting has been stored nevertheless. */
  z.strictObject({ kind: z.literal('slow'), delayMs: z.int().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('error500') }),
  /** A captive portal's page. */
  z.strictObject({ kind: z.literal('html200') }),
  z.strictObject({ kind: z.literal('redirect') }),
  /** Stores, and acknowledges something else. */
  z.strictObject({ kind: z.literal('wrongHash') }),
  /** Stores the next submissions and cuts the line instead of answering; then `up`. */
  z.strictObject({ kind: z.literal('storedThenDropped'), requests: count }),
  z.strictObject({ kind: z.literal('plain200') }),
  /** Stores, and the line breaks in the middle of the answer. */
  z.strictObject({ kind: z.literal('truncated') }),
]);
export type Behaviour = z.infer<typeof Behaviour>;

export interface Stage {
  behaviour: Behaviour;
  /** Resolves early when the sandbox is closed. */
  readonly sleep: (ms: number) => Promise<void>;
}

const portalPage = '<!doctype html><title>Wi-Fi</title><p>Please accept the terms of this network.</p>';

/** Puts the present behaviour between the caller and the platform's routes. */
export function behaveBy(app: FastifyInstance, stage: Stage): void {
  app.addHook('onRequest', (_request, reply, done) => {
    switch (stage.behaviour.kind) {
      case 'error500':
        return void reply.code(500).type('text/html').send('<h1>Internal Server Error</h1>');
      case 'html200':
        return void reply.code(200).type('text/html').send(portalPage);
      case 'redirect':
        return void reply.redirect('/portal', 302);
      case 'plain200':
        return void reply.code(200).type('application/json').send('{}');
      default:
        return done();
    }
  });
  // Not calling `done` leaves the answer unsent.
  app.addHook('onSend', (request, reply, payload, done) => {
    const { behaviour } = stage;
    const isSubmission = request.method === 'POST' && request.url === paths.applications;
    switch (behaviour.kind) {
      case 'slow':
        return void stage.sleep(behaviour.delayMs).then(() => done(null, payload));
      case 'wrongHash':
        return done(null, withOtherHash(payload));
      case 'storedThenDropped': {
        if (!isSubmission || reply.statusCode !== 201) return done(null, payload);
        const requests = behaviour.requests - 1;
        stage.behaviour = requests === 0 ? { kind: 'up' } : { ...behaviour, requests };
        return void request.raw.socket.destroy();
      }
      case 'truncated':
        return breakOff(request, reply, payload);
      default:
        return done(null, payload);
    }
  });
}

function withOtherHash(payload: unknown): unknown {
  return typeof payload === 'string'
    ? payload.replace(/"payloadSha256":"[0-9a-f]{64}"/, `"payloadSha256":"${'0'.repeat(64)}"`)
    : payload;
}

function breakOff(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  const whole = Buffer.from(typeof payload === 'string' ? payload : '');
  reply.raw.writeHead(reply.statusCode, { 'content-type': 'application/json', 'content-length': whole.length });
  reply.raw.write(whole.subarray(0, whole.length / 2), () => void request.raw.socket.destroy());
}
