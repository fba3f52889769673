import { receiptPrinterConformance } from '../receipt-printer.conformance.ts';
import { ptyBench } from './test-bench.ts';

receiptPrinterConformance('a printer with GS ( H on a serial line', () => ptyBench());

receiptPrinterConformance('a 58 mm printer without GS ( H on a serial line', () =>
  ptyBench({
    driver: { widthDots: 384, completion: 'fence', cut: 'full' },
    simulator: { widthDots: 384, printCompleteId: false, unitsPerInch: 203 },
  }),
);
