/** Two joined ends within the process: for tests that own the clock, and for devices that hand over whole reports. */
import { err, ok } from '../../src-main/contract/result.ts';
import { linkEvents } from './link-events.ts';
import type { Link, Transport } from './transport.ts';

/** What one end writes the other gets in the next microtask, in order, as one chunk a write. Closing one end ends both. */
export function memoryPair(): [Link, Link] {
  const a = linkEvents();
  const b = linkEvents();
  const end = (mine: typeof a, theirs: typeof a): Link => ({
    write: async (bytes) => {
      if (mine.endedBy !== undefined) return err(mine.endedBy);
      const copy = bytes.slice();
      queueMicrotask(() => theirs.data(copy));
      return ok();
    },
    onData: mine.onData,
    onClose: mine.onClose,
    close: async () => {
      mine.end('closed');
      queueMicrotask(() => theirs.end('closed'));
    },
  });
  return [end(a, b), end(b, a)];
}

/** A transport whose every opening gives its far end to `onLink`, as a device that was just plugged in. */
export function memoryTransport(onLink: (far: Link) => void): Transport {
  return {
    description: 'memory',
    open: async () => {
      const [near, far] = memoryPair();
      onLink(far);
      return ok(near);
    },
  };
}
