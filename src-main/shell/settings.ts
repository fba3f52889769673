/**
 * What the shell must know; deliberately little: its account has no right to the terminal's own configuration.
 * Read by hand, because a schema library would cost the start of every terminal a tenth of its time.
 */
import { readFileSync } from 'node:fs';

export interface ShellSettings {
  /** Where the core listens. */
  readonly socketPath: string;
  /** How to start a core when none answers; absent where a service manager does that. */
  readonly startCore?: { readonly command: string; readonly args: readonly string[] };
  /** A kiosk covers its display. A window of a size is for development and acceptance. */
  readonly window: { readonly kiosk: boolean; readonly width: number; readonly height: number };
  /** A renderer that shows no sign of life for this long is replaced. */
  readonly silenceMsMax: number;
}

/** @param args of the process; `--settings <file>`. @throws with a readable message when the file is wrong. */
export function readSettings(args: readonly string[]): ShellSettings {
  const at = args.indexOf('--settings');
  const path = at < 0 ? undefined : args[at + 1];
  if (path === undefined) throw new Error('name the settings: --settings <shell.json>');
  return parseSettings(JSON.parse(readFileSync(path, 'utf8')), path);
}

export function parseSettings(json: unknown, path: string): ShellSettings {
  const settings = record(json, path);
  const window = record(settings.window ?? {}, `${path}: window`);
  const { socketPath, startCore } = settings;
  if (typeof socketPath !== 'string' || socketPath === '')
    throw new Error(`${path}: socketPath must name the core's socket`);
  return {
    socketPath,
    ...(startCore === undefined ? {} : { startCore: command(startCore, `${path}: startCore`) }),
    window: {
      kiosk: window.kiosk !== false,
      width: whole(window.width ?? 1080, `${path}: window.width`),
      height: whole(window.height ?? 1920, `${path}: window.height`),
    },
    silenceMsMax: whole(settings.silenceMsMax ?? 5_000, `${path}: silenceMsMax`),
  };
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where} must be an object`);
  return value as Record<string, unknown>;
}

function command(value: unknown, where: string): { command: string; args: string[] } {
  const { command: program, args } = record(value, where);
  const isText = (one: unknown): one is string => typeof one === 'string';
  if (!isText(program) || !Array.isArray(args) || !args.every(isText))
    throw new Error(`${where} must be a command and its args`);
  return { command: program, args };
}

function whole(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value <= 0)
    throw new Error(`${where} must be a whole number above 0`);
  return value;
}
