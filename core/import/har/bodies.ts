import { asArray, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo } from '../quote.ts';
import { readJson } from '../requests/read-json.ts';
import type { SeenBody, SeenValue } from '../requests/seen.ts';
import { bodyText } from './entries.ts';

const FORM = 'application/x-www-form-urlencoded';

const member = (name: string, value: string, pointer: string): SeenValue => ({
  name,
  value,
  pointer,
  description: undefined,
});

/** The body of a recorded request: `params`, or else `text`. */
export function recordedBody(postData: JsonObject | undefined, pointer: string): SeenBody | undefined {
  if (!postData) return undefined;
  const contentType = (textAt(postData, 'mimeType') ?? 'text/plain').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const params = asArray(own(postData, 'params'));
  const at = pointerTo(pointer, 'params');
  const listed = params.flatMap((node, index): readonly SeenValue[] => {
    const name = isObject(node) ? textAt(node, 'name') : undefined;
    if (!isObject(node) || name === undefined) return [];
    const found = member(name, textAt(node, 'value') ?? '', pointerTo(at, index));
    return [textAt(node, 'fileName') === undefined ? found : { ...found, value: undefined, file: true }];
  });
  if (listed.length > 0) return { contentType, pointer: at, members: listed };
  const text = bodyText(own(postData, 'text'), own(postData, '_encoding'));
  if (text === undefined) return undefined;
  const inText = pointerTo(pointer, 'text');
  if (contentType === FORM) {
    const members = [...new URLSearchParams(text)].map(([name, value]) => member(name, value, inText));
    return { contentType, pointer: inText, members };
  }
  const value = readJson(text);
  if (typeof value !== 'object' || value === null) return { contentType, pointer: inText, value: text };
  return {
    contentType: contentType.includes('json') ? contentType : 'application/json',
    pointer: inText,
    value,
  };
}
