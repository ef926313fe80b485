import { scan } from './scan.ts';

/**
 * Code with variables under other names: what a generated text would be if the user's names had been given to it. Properties,
 * keys of objects, strings and comments stay.
 */
export function renameVariables(text: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return text;
  let result = '';
  let done = 0;
  for (const { name, at, member } of scan(text).names) {
    const other = names.get(name);
    const end = at + name.length;
    if (other === undefined || member || /^\s*:/.test(text.slice(end, end + 20))) continue;
    result += text.slice(done, at) + other;
    done = end;
  }
  return result + text.slice(done);
}
