/** Builds the citizen's screen to `dist/screen`: files only, nothing inlined, for the CSP of `kiosk://app/`. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/screen',
    emptyOutDir: true,
    // Electron 33, the oldest that the screen runs in.
    target: 'chrome130',
    // A font as a data: address would need font-src data:.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Noto Sans SC is a hundred files by Unicode range; the bundle is read from the disk.
    chunkSizeWarningLimit: 1_000,
  },
});
