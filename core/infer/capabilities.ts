import type { Operation } from './model.ts';
import { namingSteps, segments } from './path.ts';
import { isPlural, singular, singularName, words } from './words.ts';

const LEGAL = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

const VERBS: ReadonlyMap<string, string> = new Map([
  ['GET', 'get'],
  ['HEAD', 'check'],
  ['OPTIONS', 'options'],
  ['POST', 'create'],
  ['PUT', 'replace'],
  ['PATCH', 'update'],
  ['DELETE', 'delete'],
]);

/** Noun and verb of an operation. A step in the singular that a POST ends in is an act: `POST /orders/{id}/cancel` → order.cancel. */
function nounAndVerb(
  operation: Operation,
): { readonly noun: string; readonly verb: string; readonly owner: string } | undefined {
  const steps = namingSteps(operation.path);
  const last = steps.at(-1);
  if (last === undefined) return undefined;
  const verb = VERBS.get(operation.method) ?? 'call';
  const owner = singularName(steps.at(-2) ?? '');
  const act = words(last).join('_');
  const endsInVariable = segments(operation.path).at(-1)?.kind === 'variable';
  const isAct =
    operation.method === 'POST' && !endsInVariable && steps.length > 1 && !isPlural(words(last).at(-1) ?? '');
  if (isAct) return { noun: owner, verb: act, owner: singularName(steps.at(-3) ?? '') };
  return {
    noun: words(last)
      .slice(0, -1)
      .concat(singular(words(last).at(-1) ?? ''))
      .join('_'),
    verb,
    owner,
  };
}

/** `noun.verb` for each operation, each once; undefined where no free one fits. */
export function nameCapabilities(operations: readonly Operation[]): readonly (string | undefined)[] {
  const taken = new Set<string>();
  return operations.map((operation) => {
    const parts = nounAndVerb(operation);
    if (!parts) return undefined;
    const wanted = [
      `${parts.noun}.${parts.verb}`,
      ...(parts.owner === '' ? [] : [`${parts.owner}_${parts.noun}.${parts.verb}`]),
    ];
    const name = wanted.find((one) => LEGAL.test(one) && one.length <= 120 && !taken.has(one));
    if (name !== undefined) taken.add(name);
    return name;
  });
}
