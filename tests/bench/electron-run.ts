/** One start of an Electron application, timed by the page itself and weighed by the kernel. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Run {
  /** From the spawn to the second animation frame after the page was as asked. */
  readonly readyMs: number;
  /** Proportional set size of the process and all its descendants, MiB. */
  readonly pssMiB: number;
}

interface Started {
  readonly executable: string;
  readonly args: readonly string[];
  /** An expression that holds in the page once it is usable. */
  readonly usable: string;
  /** What the address of that page begins with. */
  readonly address: string;
}

const waitMs = 30_000;
/** After this the first garbage collections and late allocations are over, and the memory is weighed. */
const settleMs = 2_000;

export async function runOnce({ executable, args, usable, address }: Started): Promise<Run> {
  const spawnedMs = performance.timeOrigin + performance.now();
  const child = spawn(executable, ['--remote-debugging-port=0', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const endpoint = await debuggerOf(child);
    const readyAt = await readyTime(endpoint, address, usable);
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    return { readyMs: readyAt - spawnedMs, pssMiB: pssOfTree(child.pid ?? 0) };
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}

/** Wall time, in the clock that performance.timeOrigin is told in. */
function whenUsable(usable: string): string {
  return `new Promise((resolve) => {
    const look = () => {
      if (!(${usable})) return setTimeout(look, 4);
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
    };
    look();
  })`;
}

async function debuggerOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('the process was started without a pipe');
  for await (const line of createInterface({ input: child.stderr })) {
    const found = /DevTools listening on ws:\/\/([^/]+)/.exec(line);
    if (found?.[1] !== undefined) {
      child.stderr.resume();
      return found[1];
    }
  }
  throw new Error('Electron ended before its debugger listened');
}

async function pageOf(endpoint: string, address: string): Promise<string> {
  const deadline = performance.now() + waitMs;
  while (performance.now() < deadline) {
    const pages = (await (await fetch(`http://${endpoint}/json`)).json()) as {
      url: string;
      webSocketDebuggerUrl: string;
    }[];
    const page = pages.find(({ url }) => url.startsWith(address));
    if (page !== undefined) return page.webSocketDebuggerUrl;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`no page ${address} within ${waitMs} ms`);
}

/** @returns undefined when the page was replaced while it was asked, as happens in the middle of its loading. */
async function evaluate(page: string, expression: string): Promise<number | undefined> {
  const socket = new WebSocket(page);
  await once(socket, 'open');
  const answered = once(socket, 'message', { signal: AbortSignal.timeout(waitMs) });
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, awaitPromise: true } }));
  const [{ data }] = (await answered) as [{ data: string }];
  socket.close();
  const answer = JSON.parse(data) as { result?: { result: { value?: number } } };
  return answer.result?.result.value;
}

async function readyTime(endpoint: string, address: string, usable: string): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const readyAt = await evaluate(await pageOf(endpoint, address), whenUsable(usable));
    if (readyAt !== undefined) return readyAt;
  }
  throw new Error(`the page ${address} never stood still`);
}

function pssOfTree(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = tryRead(`/proc/${name}/stat`);
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const inTree = (pid: number): boolean => pid === root || (parents.has(pid) && inTree(parents.get(pid) ?? 0));
  let kib = 0;
  for (const pid of parents.keys()) {
    if (inTree(pid)) kib += Number(/^Pss:\s+(\d+)/m.exec(tryRead(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0);
  }
  return kib / 1024;
}

/** A process may end between being listed and being read. */
function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined;
    throw error;
  }
}
