import type { ImportNote } from '../../../shared/import/report.ts';
import { importLimits } from '../../../shared/limits.ts';
import { oneLine } from '../../infer/short.ts';
import { asArray, isObject, own, textAt } from '../json.ts';
import { pointerTo } from '../quote.ts';

/** A script of a collection: text that is read and never run (A19, PM-8). */
export interface Script {
  readonly listen: string;
  readonly text: string;
  readonly pointer: string;
}

const MAX_NAME = 80;
const MAX_NAMED = 5;

function scriptText(value: unknown): string {
  if (typeof value === 'string') return value;
  return asArray(value)
    .filter((line) => typeof line === 'string')
    .join('\n');
}

/** The scripts of a collection, folder or request that say anything. */
export function scriptsOf(owner: unknown, pointer: string): readonly Script[] {
  const events = isObject(owner) ? asArray(own(owner, 'event')) : [];
  return events.flatMap((event, index) => {
    const script = isObject(event) ? own(event, 'script') : undefined;
    if (!isObject(event) || script === undefined) return [];
    const at = pointerTo(pointer, 'event', index, 'script');
    const exec = isObject(script) ? own(script, 'exec') : script;
    const text = scriptText(exec);
    if (text.trim() === '') return [];
    return [
      { listen: textAt(event, 'listen') ?? 'script', text, pointer: isObject(script) ? pointerTo(at, 'exec') : at },
    ];
  });
}

const SETTER =
  /\b(?:pm\.(?:environment|globals|collectionVariables|variables)\.set|postman\.set(?:Environment|Global)Variable)\(\s*["'`]([^"'`\n]{1,80})["'`]/g;

/** Names of the variables that a script sets in the plainest way: `pm.environment.set("token", …)`. */
export const variablesSet = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(SETTER)].map(([, name]) => name ?? '')),
];

const KINDS: ReadonlyMap<string, string> = new Map([
  ['prerequest', 'Script before'],
  ['test', 'Script after'],
]);

/** A script as a note: whose it is, when it would run, what it sets, and its text. */
export function noteOf(script: Script, owner: string): ImportNote {
  const names = variablesSet(script.text);
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  const sets = names.length === 0 ? '' : `, sets ${names.slice(0, MAX_NAMED).join(', ')}${more}`;
  const label = oneLine(owner, MAX_NAME) ?? 'a request without a name';
  const limit = importLimits.noteChars;
  const text = script.text.length > limit ? `${script.text.slice(0, limit)}…` : script.text;
  return { pointer: script.pointer, title: `${KINDS.get(script.listen) ?? 'Script of'} ${label}${sets}`, text };
}
