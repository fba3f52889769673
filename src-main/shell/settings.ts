/** What the shell must know; deliberately little. Its account has no right to the terminal's own configuration. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const ShellSettings = z.strictObject({
  /** Where the core listens. */
  socketPath: z.string().min(1),
  /** How to start a core when none answers; absent where a service manager does that. */
  startCore: z.strictObject({ command: z.string(), args: z.array(z.string()) }).optional(),
  window: z
    .strictObject({
      /** A kiosk covers its display. A window of this size is for development and acceptance. */
      kiosk: z.boolean().default(true),
      width: z.int().positive().default(1080),
      height: z.int().positive().default(1920),
    })
    .prefault({}),
  /** A renderer that shows no sign of life for this long is replaced. */
  silenceMsMax: z.number().positive().default(5_000),
});
export type ShellSettings = z.infer<typeof ShellSettings>;

/** @param args of the process; `--settings <file>`. @throws with a readable message when the file is wrong. */
export function readSettings(args: readonly string[]): ShellSettings {
  const at = args.indexOf('--settings');
  const path = at < 0 ? undefined : args[at + 1];
  if (path === undefined) throw new Error('name the settings: --settings <shell.json>');
  const parsed = ShellSettings.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} are not shell settings:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
