/** Set by scripts/build.ts. A product build refuses the switches that tests need. */
declare const __BUILD__: 'development' | 'product';
