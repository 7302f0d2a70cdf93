// Tells every listener of this process the same, as each message comes. Keeps nothing.

export interface Broadcast<M> {
  readonly tell: (message: M) => void;
  /** Calls back for each message until the returned function is called. */
  readonly follow: (listener: (message: M) => void) => () => void;
}

export function broadcast<M>(): Broadcast<M> {
  const listeners = new Set<(message: M) => void>();
  return {
    tell: (message) => {
      for (const listener of listeners) listener(message);
    },
    follow: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
