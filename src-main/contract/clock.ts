/** Time is an input: everything that waits or dates something is given a Clock, so that a test can own it. */
export interface Clock {
  /** Wall time in milliseconds since the epoch. May jump; never used to order things. */
  nowMs(): number;
  /** Milliseconds from an arbitrary start that never go back. */
  monotonicMs(): number;
  /** Resolves after the time, or at once when the signal is aborted; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal?.addEventListener('abort', finish, { once: true });
    }),
};
