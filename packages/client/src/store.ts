/** What `useSyncExternalStore` wants: the snapshot stays the same object until something changed. */
export interface Store<Snapshot> {
  getSnapshot(): Snapshot;
  subscribe(listener: () => void): () => void;
}

export interface WritableStore<Snapshot> extends Store<Snapshot> {
  set(next: Snapshot): void;
}

export function createStore<Snapshot>(initial: Snapshot): WritableStore<Snapshot> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      if (Object.is(next, current)) return;
      current = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
