/**
 * The log. A call takes one of these events, never a free string: personal data has no field to go into.
 * The journal in the database is the record that proves; this is for people who look for a fault.
 */
import pino from 'pino';

export type LogEvent =
  | { readonly event: 'coreStarted'; readonly version: string; readonly kiosk: string; readonly startMs: number }
  | { readonly event: 'coreStopping' }
  | {
      readonly event: 'deviceStatus';
      readonly kind: string;
      readonly model: string;
      readonly device: string;
      readonly fault: string;
    }
  | { readonly event: 'connectionClosed'; readonly connection: number; readonly why: string }
  | { readonly event: 'requestRefused'; readonly connection: number; readonly call: string; readonly error: string }
  | { readonly event: 'sessionBegan'; readonly connection: number }
  | { readonly event: 'sessionEnded'; readonly connection: number; readonly reason: string }
  | { readonly event: 'applicationKept'; readonly localNumber: string; readonly keepMs: number }
  | {
      readonly event: 'receipt';
      readonly localNumber: string;
      readonly copy: number;
      readonly state: string;
      readonly fault: string;
    }
  | { readonly event: 'delivery'; readonly localNumber: string; readonly outcome: string; readonly attempts: number }
  | { readonly event: 'platform'; readonly state: string; readonly fault: string }
  | { readonly event: 'catalogue'; readonly version: string; readonly outcome: string };

export type Log = (event: LogEvent) => void;

/** @param destination a file path, or undefined for standard output. JSON lines. */
export function openLog(destination?: string): Log {
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: destination ?? 1, mkdir: true, sync: true }),
  );
  return (event) => logger.info(event);
}
