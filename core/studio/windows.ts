/** The windows of the interface that are open, by the names that they give themselves. */
export interface Windows {
  /** Notes one; gives the function that notes that it is gone. */
  open(window: string): () => void;
  readonly names: ReadonlySet<string>;
}

/** Counts lines: a window that reloads may have its new one before its old one is known to be lost. */
export function createWindows(): Windows {
  const lines = new Map<string, number>();
  return {
    open: (window) => {
      lines.set(window, (lines.get(window) ?? 0) + 1);
      let closed = false;
      return () => {
        if (closed) return;
        closed = true;
        const left = (lines.get(window) ?? 1) - 1;
        if (left > 0) lines.set(window, left);
        else lines.delete(window);
      };
    },
    get names() {
      return new Set(lines.keys());
    },
  };
}
