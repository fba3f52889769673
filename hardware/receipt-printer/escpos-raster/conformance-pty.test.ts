import { describe } from 'vitest';
import { receiptPrinterConformance } from '../receipt-printer.conformance.ts';
import { ptyBench } from './test-bench.ts';

receiptPrinterConformance('a serial line, GS ( H', () => ptyBench());
receiptPrinterConformance('a serial line, 58 mm, GS ( H', () =>
  ptyBench({ driver: { widthDots: 384 }, simulator: { widthDots: 384 } }),
);
