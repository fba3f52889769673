/** What every link keeps of its listeners: bytes go to all of them, the end is told once. */
import type { TransportFault } from './transport.ts';

export interface LinkEvents {
  /** Why the link is dead; undefined while it lives. */
  readonly endedBy: TransportFault | undefined;
  onData(listener: (chunk: Uint8Array) => void): void;
  /** Called at once when the link is dead already: an end that nobody heard would be waited for in vain. */
  onClose(listener: (fault: TransportFault) => void): void;
  data(chunk: Uint8Array): void;
  /** The first call counts; after it no byte is passed on. */
  end(fault: TransportFault): void;
}

/** Bytes that arrive while nobody listens are dropped: listen in the same turn in which the link was given. */
export function linkEvents(): LinkEvents {
  const dataListeners: ((chunk: Uint8Array) => void)[] = [];
  const closeListeners: ((fault: TransportFault) => void)[] = [];
  let endedBy: TransportFault | undefined;
  return {
    get endedBy() {
      return endedBy;
    },
    onData: (listener) => {
      dataListeners.push(listener);
    },
    onClose: (listener) => {
      if (endedBy === undefined) closeListeners.push(listener);
      else listener(endedBy);
    },
    data: (chunk) => {
      if (endedBy === undefined) for (const listener of dataListeners) listener(chunk);
    },
    end: (fault) => {
      if (endedBy !== undefined) return;
      endedBy = fault;
      for (const listener of closeListeners.splice(0)) listener(fault);
    },
  };
}
