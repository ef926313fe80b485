/** Something that can be asked for: by the palette, a key or the native menu. */
export interface AppCommand {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  /** The keys as people read them, e.g. `Ctrl+Shift+F`. */
  readonly keys?: string;
  /** Whether it makes sense now. */
  enabled(): boolean;
  run(): void;
}

/** For a command that always makes sense. */
export const always = (): boolean => true;
