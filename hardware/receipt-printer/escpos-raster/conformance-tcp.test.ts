import { describe } from 'vitest';
import { receiptPrinterConformance } from '../receipt-printer.conformance.ts';
import { tcpBench } from './test-bench.ts';

receiptPrinterConformance('TCP, GS r', () =>
  tcpBench({
    driver: { completion: 'fence', fixedBits: false },
    simulator: { printCompleteId: false, fixedBits: false, clearBuffers: false },
  }),
);
