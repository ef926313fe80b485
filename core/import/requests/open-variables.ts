import { BASE_URL_REMEDY } from '../address.ts';
import { quote } from '../quote.ts';
import type { Warnings } from '../warnings.ts';
import type { SeenServer } from './seen.ts';

/** Variables named in one warning. */
const MAX_NAMES = 10;

/** Lists the variables that addresses depend on and that have no value, for the user to fill in (PM-6). */
export function reportOpen(
  targets: readonly { readonly server: SeenServer; readonly open: readonly string[] }[],
  facts: { readonly warnings: Warnings; readonly baseUrl: string; readonly where: string },
): void {
  const counts = new Map<string, { count: number; readonly pointer: string }>();
  for (const { server, open } of targets) {
    for (const name of open) {
      const known = counts.get(name) ?? { count: 0, pointer: server.pointer };
      known.count++;
      counts.set(name, known);
    }
  }
  const [first] = counts.values();
  if (!first) return;
  const names = [...counts].sort(([, a], [, b]) => b.count - a.count).map(([name]) => name);
  const listed = names.slice(0, MAX_NAMES).map((name) => quote(`{{${name}}}`));
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  const remedy = facts.baseUrl === '' ? BASE_URL_REMEDY : 'correct the operations that use them';
  facts.warnings.add(
    'unresolved_variables',
    first.pointer,
    `The address depends on ${listed.join(', ')}${more}, ${facts.where}; ${remedy}.`,
  );
}
