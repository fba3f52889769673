import { expect, test } from 'vitest';
import { parseSettings } from './settings.ts';

test('only the socket must be named; the rest has its usual value', () => {
  expect(parseSettings({ socketPath: '/run/changming/core.sock' }, 'shell.json')).toEqual({
    socketPath: '/run/changming/core.sock',
    window: { kiosk: true, width: 1080, height: 1920 },
    silenceMsMax: 5_000,
  });
});

test.each([
  [[], 'must be an object'],
  [{}, 'socketPath'],
  [{ socketPath: 'x', window: { width: '1080' } }, 'window.width'],
  [{ socketPath: 'x', startCore: { command: 'node', args: [1] } }, 'startCore'],
  [{ socketPath: 'x', silenceMsMax: 0 }, 'silenceMsMax'],
])('%j is refused and the message names the place', (json, place) => {
  expect(() => parseSettings(json, 'shell.json')).toThrow(place);
});
