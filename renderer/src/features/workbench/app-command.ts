/** Something that can be asked for: by the palette, a key or the native menu. */
export interface AppCommand {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  /** The keys as people read them, e.g. `Ctrl+Shift+F`. Pressing them runs the command; the user may choose others. */
  readonly keys?: string;
  /** Further keys that do the same. */
  readonly moreKeys?: readonly string[];
  /** It makes sense while a dialog is open too. */
  readonly inDialog?: boolean;
  /** Whether it makes sense now. */
  enabled(): boolean;
  run(): void;
}

/** For a command that always makes sense. */
export const always = (): boolean => true;
