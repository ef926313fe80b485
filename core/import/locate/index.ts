import type { Location } from '../../../shared/import/location.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { isCurlText } from '../curl/index.ts';
import { own } from '../json.ts';
import { LINKED } from '../linked-files.ts';
import { isJson } from '../parse.ts';
import type { DescriptionSource } from '../read.ts';
import { readText } from '../text.ts';
import { curlSpans } from './curl.ts';
import { locationOf } from './excerpt.ts';
import { spanInJson } from './json.ts';
import { pointerSteps, type Span } from './span.ts';

/** Finds spans in one text; what is worked out about the text is kept for the next question. */
type SpanFinder = (steps: readonly string[]) => Span;

async function spanFinder(text: string): Promise<SpanFinder> {
  if (isCurlText(text)) return curlSpans(text);
  if (isJson(text)) return (steps) => spanInJson(text, steps);
  // js-yaml is loaded only where a YAML text is looked into.
  const { yamlSpans } = await import('./yaml.ts');
  return yamlSpans(text);
}

/**
 * Gives the function that finds the place of a JSON pointer in the text of a description, in this thread. A pointer into a
 * linked file (`#/x-linked-files/<file>/…`) leads into that file, where its text was given. What cannot be followed to its end
 * gives the nearest value above it. Input failures: those of reading a text.
 */
export function places(source: DescriptionSource): (pointer: string) => Promise<Result<Location>> {
  const known = new Map<string, Promise<SpanFinder>>();
  const finderOf = (text: string): Promise<SpanFinder> => {
    const before = known.get(text);
    const finder = before ?? spanFinder(text);
    known.set(text, finder);
    return finder;
  };
  return async (pointer) => {
    const all = pointerSteps(pointer);
    const [first, name = ''] = all;
    const linked = first === LINKED ? own(source.files ?? {}, name) : undefined;
    const isLinked = typeof linked === 'string';
    const file = isLinked ? name : source.fileName;
    const text = readText(file, isLinked ? linked : source.text);
    if (!text.ok) return text;
    const find = await finderOf(text.value);
    return ok(locationOf(file, text.value, find(isLinked ? all.slice(2) : all)));
  };
}

/** The place of one JSON pointer; see `places`. */
export const locate = (source: DescriptionSource, pointer: string): Promise<Result<Location>> =>
  places(source)(pointer);
