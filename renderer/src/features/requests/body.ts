import { viewLimits } from '../../../../shared/limits.ts';

/** A recorded body as it is shown. */
export type BodyShape =
  | { readonly kind: 'binary' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text' };

interface Body {
  readonly text: string;
  readonly bytes: number;
  readonly mimeType: string;
  readonly binary: boolean;
  readonly truncated: boolean;
}

const looksLikeJson = ({ text, mimeType }: Body): boolean => /[/+]json\b/i.test(mimeType) || /^\s*[{[]/.test(text);

/** How to show a body: JSON as a tree up to `viewLimits.richBodyBytes`, anything else as text. */
export function bodyShape(body: Body): BodyShape {
  if (body.binary) return { kind: 'binary' };
  if (body.text === '') return { kind: 'empty' };
  if (body.truncated || body.bytes > viewLimits.richBodyBytes || !looksLikeJson(body)) return { kind: 'text' };
  try {
    return { kind: 'json', value: JSON.parse(body.text) };
  } catch {
    // Says it is JSON and is not, or is nested deeper than the parser goes: the text itself is the truth.
    return { kind: 'text' };
  }
}
