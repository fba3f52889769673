import { receiptPrinterConformance } from '../receipt-printer.conformance.ts';
import { ptyBench } from './test-bench.ts';

receiptPrinterConformance('escpos-raster on a serial line, 58 mm, without GS ( H', () =>
  ptyBench({
    driver: { widthDots: 384, completion: 'fence', cut: 'full' },
    simulator: { widthDots: 384, printCompleteId: false, unitsPerInch: 203 },
  }),
);
