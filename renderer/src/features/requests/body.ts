import { viewLimits } from '../../../../shared/limits.ts';

/** A recorded body as it was read. */
export interface Body {
  /** '' where it is binary. */
  readonly text: string;
  readonly bytes: number;
  readonly mimeType: string;
  readonly binary: boolean;
  readonly truncated: boolean;
}

/** A way to look at a body. */
export type BodyViewKind = 'json' | 'table' | 'form' | 'image' | 'text' | 'hex';

/**
 * Types that are shown as a picture, all of them dots; a drawing (SVG) is a document, which may look only from within <img>, where it
 * runs and loads nothing (A71).
 */
const rasters: ReadonlySet<string> = new Set(
  ['png', 'jpeg', 'gif', 'webp', 'bmp', 'avif', 'x-icon', 'vnd.microsoft.icon'].map((name) => `image/${name}`),
);

/** The media type without parameters, in lower case. */
export const plainType = (mimeType: string): string => mimeType.split(';')[0]?.trim().toLowerCase() ?? '';

/** Whether a body of this type is shown as a picture. */
export const isPicture = (mimeType: string): boolean =>
  rasters.has(plainType(mimeType)) || plainType(mimeType) === 'image/svg+xml';

const looksLikeJson = ({ text, mimeType }: Body): boolean =>
  /[/+]json$/.test(plainType(mimeType)) || /^\s*[{[]/.test(text);

/** How a body can be looked at, the best way first; none of an empty one. Nothing of it is ever run or rendered as a page (A71). */
export function bodyViews(body: Body): readonly BodyViewKind[] {
  const { text, binary, bytes, truncated, mimeType } = body;
  if (bytes === 0) return [];
  const type = plainType(mimeType);
  if (binary) return rasters.has(type) ? ['image', 'hex'] : type === 'multipart/form-data' ? ['form', 'hex'] : ['hex'];
  if (type === 'image/svg+xml') return ['text', 'image', 'hex'];
  if (type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data') return ['form', 'text', 'hex'];
  if (truncated || !looksLikeJson(body)) return ['text', 'hex'];
  const isRich = text.length <= viewLimits.richBodyBytes;
  return isRich ? ['json', 'table', 'text', 'hex'] : ['json', 'text', 'hex'];
}
