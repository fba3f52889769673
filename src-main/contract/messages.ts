/** The heads of the frames on the core's socket. */
import { z } from 'zod';

/** The first frame of every connection. A `screen` belongs to one citizen's renderer; the `shell` watches sessions. */
export const Hello = z.strictObject({
  kind: z.literal('hello'),
  protocol: z.int(),
  role: z.enum(['screen', 'shell']),
});
export type Hello = z.infer<typeof Hello>;
export type Role = Hello['role'];

/** The core's answer to a hello. `connection` is the number that `session.ended` names. */
export const Welcome = z.strictObject({
  kind: z.literal('welcome'),
  protocol: z.int(),
  connection: z.int(),
  coreVersion: z.string(),
});
export type Welcome = z.infer<typeof Welcome>;

export const Request = z.strictObject({
  kind: z.literal('request'),
  id: z.int().min(1),
  call: z.string().max(64),
  params: z.unknown(),
});
export type Request = z.infer<typeof Request>;

export const Reply = z.strictObject({
  kind: z.literal('reply'),
  id: z.int().min(1),
  result: z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: z.unknown() }),
    z.strictObject({ ok: z.literal(false), error: z.string() }),
  ]),
});
export type Reply = z.infer<typeof Reply>;

export const EventMessage = z.strictObject({
  kind: z.literal('event'),
  event: z.string(),
  payload: z.unknown(),
});
export type EventMessage = z.infer<typeof EventMessage>;

export const ToCore = z.discriminatedUnion('kind', [Hello, Request]);
export const FromCore = z.discriminatedUnion('kind', [Welcome, Reply, EventMessage]);
export type FromCore = z.infer<typeof FromCore>;
