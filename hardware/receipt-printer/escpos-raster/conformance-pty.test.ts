import { receiptPrinterConformance } from '../receipt-printer.conformance.ts';
import { ptyBench } from './test-bench.ts';

receiptPrinterConformance('escpos-raster on a serial line, with GS ( H', () => ptyBench());
