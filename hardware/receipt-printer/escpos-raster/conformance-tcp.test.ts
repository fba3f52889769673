import { receiptPrinterConformance } from '../receipt-printer.conformance.ts';
import { tcpBench } from './test-bench.ts';

receiptPrinterConformance('a printer with GS ( H on the network', () => tcpBench());

receiptPrinterConformance('a clone without GS ( H, DLE DC4 8 and fixed bits on the network', () =>
  tcpBench({
    driver: { completion: 'fence', fixedBits: false },
    simulator: { printCompleteId: false, clearBuffers: false, fixedBits: false },
  }),
);
