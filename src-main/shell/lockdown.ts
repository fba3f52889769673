/** What no page may do, whatever it asks: Electron grants most of this by default. */
import { app, type Session, type WebContents } from 'electron';

/** Switches that open the product to whoever starts it. Tests run a development build, which does not look. */
const refusedSwitches = [
  'no-sandbox',
  'inspect',
  'inspect-brk',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'js-flags',
];

const everythingElse = ['http', 'https', 'ws', 'wss', 'ftp', 'file'].map((scheme) => `${scheme}://*/*`);

/** @returns the switch for which the product must not start, or undefined. */
export function refusedSwitch(hasSwitch: (name: string) => boolean): string | undefined {
  return refusedSwitches.find(hasSwitch);
}

export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.on('will-download', (event) => event.preventDefault());
  // Beside the policy that comes with the page: nothing leaves this process. Our own scheme is not asked about, so
  // that each of its files need not wait for an answer.
  session.webRequest.onBeforeRequest({ urls: everythingElse }, (_details, answer) => answer({ cancel: true }));
}

/** For each page that will ever exist in this process. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('context-menu', (event) => event.preventDefault());
  });
}
