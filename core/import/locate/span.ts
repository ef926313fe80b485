/** A stretch of a text that a JSON pointer leads to, in characters from 0, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** False where the pointer could be followed only so far: then this is the nearest value above it. */
  readonly exact: boolean;
}

/** The unescaped steps of a JSON pointer, with or without its `#` (RFC 6901). */
export function pointerSteps(pointer: string): readonly string[] {
  const at = pointer.indexOf('/');
  if (at === -1) return [];
  return pointer
    .slice(at + 1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
