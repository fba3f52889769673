import { receiptPrinterConformance } from '../receipt-printer.conformance.ts';
import { tcpBench } from './test-bench.ts';

receiptPrinterConformance('escpos-raster on the network, a clone without GS ( H, DLE DC4 8 and fixed bits', () =>
  tcpBench({
    driver: { completion: 'fence', fixedBits: false },
    simulator: { printCompleteId: false, clearBuffers: false, fixedBits: false },
  }),
);
