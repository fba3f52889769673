import { receiptPrinterConformance } from '../receipt-printer.conformance.ts';
import { tcpBench } from './test-bench.ts';

receiptPrinterConformance('escpos-raster on the network, with GS ( H', () => tcpBench());
