/** The list of kinds and models. Adding a model is its folder and one line here. */
import { z } from 'zod';
import type { Clock } from '../src-main/contract/clock.ts';
import { assertNever } from '../src-main/contract/result.ts';
import type { IdCardReader } from './id-card-reader/id-card-reader.ts';
import { sdtSerialReader } from './id-card-reader/sdt-serial/driver.ts';
import { escposRasterPrinter } from './receipt-printer/escpos-raster/driver.ts';
import type { ReceiptPrinter } from './receipt-printer/receipt-printer.ts';
import { serialTransport } from './transport/serial.ts';
import { tcpTransport } from './transport/tcp.ts';
import type { Transport } from './transport/transport.ts';

const TransportConfig = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('serial'), path: z.string().min(1), baudRate: z.int().positive().default(115_200) }),
  z.strictObject({ type: z.literal('tcp'), host: z.string().min(1), port: z.int().min(1).max(65_535) }),
]);
type TransportConfig = z.infer<typeof TransportConfig>;

/** One device of a terminal's profile. */
export const DeviceConfig = z.discriminatedUnion('model', [
  z.strictObject({ kind: z.literal('id-card-reader'), model: z.literal('sdt-serial'), transport: TransportConfig }),
  z.strictObject({
    kind: z.literal('receipt-printer'),
    model: z.literal('escpos-raster'),
    transport: TransportConfig,
    widthDots: z.union([z.literal(576), z.literal(384)]).default(576),
    completion: z.enum(['printCompleteId', 'fence']).default('printCompleteId'),
    cut: z.enum(['full', 'partial', 'none']).default('partial'),
    fixedBits: z.boolean().default(true),
  }),
]);
export type DeviceConfig = z.infer<typeof DeviceConfig>;

export type AnyDevice =
  | { readonly kind: 'id-card-reader'; readonly device: IdCardReader }
  | { readonly kind: 'receipt-printer'; readonly device: ReceiptPrinter };

/** @param environment what every driver is given: the clock, and today's local day for a card's validity. */
export function openDevice(config: DeviceConfig, environment: { clock: Clock; today(): string }): AnyDevice {
  const transport = openTransport(config.transport);
  switch (config.model) {
    case 'sdt-serial':
      return { kind: 'id-card-reader', device: sdtSerialReader({ transport, ...environment }) };
    case 'escpos-raster': {
      const { widthDots, completion, cut, fixedBits } = config;
      const { clock } = environment;
      const baudRate = config.transport.type === 'serial' ? config.transport.baudRate : tcpBaudRate;
      const device = escposRasterPrinter({ transport, clock, widthDots, completion, cut, fixedBits, baudRate });
      return { kind: 'receipt-printer', device };
    }
    default:
      return assertNever(config);
  }
}

/** A network printer takes bytes as fast as it prints; the figure only bounds how long a job may be on its way. */
const tcpBaudRate = 1_000_000;

function openTransport(config: TransportConfig): Transport {
  return config.type === 'serial' ? serialTransport(config) : tcpTransport(config);
}
