/**
 * A complete central platform to develop and accept against: real HTTP, a real database, the whole protocol,
 * and a way to make it late, wrong or absent while it runs. It is no platform for a hall: it holds its
 * private key in a file, and shows what it received.
 */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type Clock, systemClock } from '../../contract/clock.ts';
import { type SealedPayload, SealingPublicJwk, Submission } from '../protocol.ts';

import { newSealingKey, SealingPrivateJwk, unsealPayload } from '../sealing.ts';
import { type Behaviour, behaveBy, type Stage } from './behaviour.ts';
import { controlRoutes } from './control.ts';
import { platformRoutes, type Stats } from './routes.ts';
import { openStore, type Store } from './store.ts';

export interface SandboxOptions {
  readonly databasePath: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** Port on 127.0.0.1 for the page and the calls that steer the sandbox; 0 takes a free one, none without it. */
  readonly controlPort?: number;
  readonly clock?: Clock;
}

export interface ReceivedApplication {
  readonly caseNumber: string;
  readonly receivedAt: string;
  readonly idempotencyKey: string;
  readonly submission: Omit<Submission, 'payload'>;
  readonly payload: SealedPayload;
}

export interface Sandbox {
  /** Stays the same through `down` and `up`. */
  readonly url: string;
  readonly controlUrl: string | undefined;
  readonly sealingPublicJwk: SealingPublicJwk;
  /** A code that one terminal may enrol with; the same code again changes nothing. */
  addEnrolmentCode(code: string): void;
  /** Everything that was received, unsealed, oldest first. */
  received(): Promise<ReceivedApplication[]>;
  /** Resolves when it is so: after `down` connections are refused. */
  behave(behaviour: Behaviour): Promise<void>;
  behaviour(): Behaviour;
  stats(): Stats;
  close(): Promise<void>;
}

/** @throws when a port is taken or the database cannot be used. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', clock = systemClock } = options;
  const store = openStore(options.databasePath);
  const sealingKey = await sealingKeyOf(store);
  const closing = new AbortController();
  const inHand = new Set<Promise<unknown>>();
  const stats: Stats = { submissions: 0, stored: 0, repeated: 0, refused: {} };
  const stage: Stage = { behaviour: { kind: 'up' }, sleep: (ms) => clock.sleep(ms, closing.signal) };

  const app = platformRoutes({ store, sealingKey, nowMs: () => clock.nowMs(), stats, inHand });
  behaveBy(app, stage);
  await app.ready();
  const line = listener((request, response) => app.routing(request, response));
  const port = await line.open(options.port, host);

  let turn: Promise<void> = Promise.resolve();
  const sandbox: Omit<Sandbox, 'controlUrl'> = {
    url: `http://${host}:${port}`,
    sealingPublicJwk: SealingPublicJwk.parse(sealingKey),
    addEnrolmentCode: (code) => store.addEnrolmentCode(code),
    received: () => receivedIn(store, sealingKey),
    behave(behaviour) {
      // One change at a time: a socket that is still being closed cannot be opened. Who asked learns of a failure.
      const change = turn.then(async () => {
        stage.behaviour = behaviour;
        await (behaviour.kind === 'down' ? line.shut() : line.open(port, host));
      });
      turn = change.catch(() => undefined);
      return change;
    },
    behaviour: () => stage.behaviour,
    stats: () => structuredClone(stats),
    async close() {
      closing.abort();
      await line.shut();
      await Promise.allSettled(inHand);
      await app.close();
      store.close();
    },
  };
  return options.controlPort === undefined
    ? { ...sandbox, controlUrl: undefined }
    : withControl(sandbox, options.controlPort);
}

async function withControl(sandbox: Omit<Sandbox, 'controlUrl'>, port: number): Promise<Sandbox> {
  const control = controlRoutes(sandbox);
  return {
    ...sandbox,
    controlUrl: await control.listen({ host: '127.0.0.1', port }),
    async close() {
      await control.close();
      await sandbox.close();
    },
  };
}

/** A server that can be absent for a while and come back at the same port. */
function listener(handle: RequestListener): {
  open(port: number, host: string): Promise<number>;
  shut(): Promise<void>;
} {
  let server: Server | undefined;
  return {
    async open(port, host) {
      server ??= createServer(handle);
      if (!server.listening) {
        server.listen(port, host);
        await once(server, 'listening');
      }
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    async shut() {
      if (!server?.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      server = undefined;
      await closed;
    },
  };
}

/** Made at the first start, and the same ever after: what terminals have sealed must stay readable. */
async function sealingKeyOf(store: Store): Promise<SealingPrivateJwk> {
  const kept = store.sealingKey();
  if (kept !== undefined) return SealingPrivateJwk.parse(JSON.parse(kept));
  const { privateJwk } = await newSealingKey();
  store.keepSealingKey(privateJwk.kid, JSON.stringify(privateJwk));
  return privateJwk;
}

async function receivedIn(store: Store, key: SealingPrivateJwk): Promise<ReceivedApplication[]> {
  const received: ReceivedApplication[] = [];
  for (const row of store.applications()) {
    const { payload: sealed, ...submission } = Submission.parse(JSON.parse(row.submission));
    const payload = await unsealPayload(sealed, key, submission.applicationId);
    if (!payload.ok) throw new Error(`${submission.applicationId} was stored but does not open: ${payload.error}`);
    received.push({
      caseNumber: row.case_number,
      receivedAt: row.received_at,
      idempotencyKey: row.idempotency_key,
      submission,
      payload: payload.value,
    });
  }
  return received;
}
