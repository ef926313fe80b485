import type { Location } from '../../../shared/import/location.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { own } from '../json.ts';
import { LINKED } from '../linked-files.ts';
import { isJson } from '../parse.ts';
import type { DescriptionSource } from '../read.ts';
import { readText } from '../text.ts';
import { locationOf } from './excerpt.ts';
import { spanInJson } from './json.ts';
import { pointerSteps } from './span.ts';

/**
 * Finds the place of a JSON pointer in the text of a description, in this thread. A pointer into a linked file
 * (`#/x-linked-files/<file>/…`) leads into that file, where its text was given. What cannot be followed to its end gives the
 * nearest value above it. Input failures: those of reading a text.
 */
export async function locate(source: DescriptionSource, pointer: string): Promise<Result<Location>> {
  const all = pointerSteps(pointer);
  const [first, name = ''] = all;
  const linked = first === LINKED ? own(source.files ?? {}, name) : undefined;
  const isLinked = typeof linked === 'string';
  const text = readText(isLinked ? name : source.fileName, isLinked ? linked : source.text);
  if (!text.ok) return text;
  const steps = isLinked ? all.slice(2) : all;
  // js-yaml is loaded only where a YAML text is looked into.
  const span = isJson(text.value)
    ? spanInJson(text.value, steps)
    : (await import('./yaml.ts')).spanInYaml(text.value, steps);
  return ok(locationOf(isLinked ? name : source.fileName, text.value, span));
}
