/** The terminal's settings: one JSON file, parsed once at start. A wrong file stops the core with the place that is wrong. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DeviceConfig } from '../../hardware/index.ts';
import { err, ok, type Result } from '../contract/result.ts';
import { SealingPublicJwk } from '../platform/protocol.ts';

const Times = z.strictObject({
  idleSeconds: z.number().positive().default(60),
  /** WCAG 2.2.1 asks for 20 s at least to answer the warning. */
  idleWarningSeconds: z.number().positive().default(30),
  identifySeconds: z.number().positive().default(60),
  /** Behind the screen's own idle rule: a session whose screen fell silent ends. */
  sessionSilenceSeconds: z.number().positive().default(600),
  retryBaseMs: z.number().positive().default(1_000),
  retryCapMs: z.number().positive().default(300_000),
  requestTimeOutMs: z.number().positive().default(15_000),
});

export const TerminalConfig = z.strictObject({
  /** Begins each local number: letters, then digits, such as ZX01. */
  kiosk: z.string().regex(/^[A-Z]{1,4}\d{1,4}$/),
  /** Which hall of the catalogue this terminal stands in. */
  hallId: z.string(),
  dataFolder: z.string().min(1),
  /** Unix socket, or named pipe on Windows. */
  socketPath: z.string().min(1),
  diagonalInches: z.number().min(7).max(100).default(21.5),
  devices: z.array(DeviceConfig).max(16).default([]),
  platform: z.strictObject({
    url: z.url(),
    /** Public EC P-256 key to which applications are sealed. */
    sealingKey: SealingPublicJwk,
    /** One-time code with which a new terminal makes its key known. */
    enrolmentCode: z.string().optional(),
  }),
  /** Keys whose signature makes a catalogue package ours. */
  catalogueKeys: z.array(z.strictObject({ keyId: z.string(), publicKeyPem: z.string() })).min(1),
  /** A package file to take in at start when it is newer than the one in force. */
  cataloguePackage: z.string().optional(),
  /** Below this much free disk no new citizen is let in; the queue is never harmed. */
  diskReserveMiB: z.number().min(0).default(200),
  times: Times.prefault({}),
});
export type TerminalConfig = z.infer<typeof TerminalConfig>;

export function readConfig(path: string): Result<TerminalConfig, string> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return err(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = TerminalConfig.safeParse(json);
  return parsed.success
    ? ok(parsed.data)
    : err(`${path} is not a terminal configuration:\n${z.prettifyError(parsed.error)}`);
}
