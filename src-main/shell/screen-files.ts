/** kiosk://app/ : the screen's own files and nothing else, under a policy that lets the page reach nothing. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';

export const screenOrigin = 'kiosk://app';

/**
 * `sandbox` without allow-modals and allow-popups closes print, alert and window.open, which Electron's own
 * checklist leaves open. `connect-src 'none'`: the page talks to the core through the preload alone.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  'sandbox allow-scripts allow-same-origin',
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Before `app.ready`: makes the scheme a secure origin, so that WebCrypto is there. */
export function registerScreenScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'kiosk', privileges: { standard: true, secure: true } }]);
}

export function serveScreenFiles(session: Session, folder: string): void {
  session.protocol.handle('kiosk', async (request) => {
    const path = screenFile(folder, request.url);
    const type = path === undefined ? undefined : types[extname(path)];
    if (path === undefined || type === undefined) return new Response('not found', { status: 404 });
    const bytes = await readFile(path).catch(() => null);
    if (bytes === null) return new Response('not found', { status: 404 });
    return new Response(bytes, {
      headers: { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' },
    });
  });
}

/** @returns the file inside the folder that the URL names, or undefined for anything that would lead out of it. */
export function screenFile(folder: string, url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol: scheme, host, pathname } = new URL(url);
  if (scheme !== 'kiosk:' || host !== 'app') return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded));
  return path.startsWith(folder + sep) ? path : undefined;
}
