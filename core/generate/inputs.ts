import type { Parameter, ReportEntity } from '../../shared/import/report.ts';
import { type Place, pathOf, variablesOf } from './places.ts';
import type { Common } from './settings.ts';

/** Headers that the transport, the credentials or the body decide. */
const NOT_ASKED: ReadonlySet<string> = new Set(['authorization', 'content-type', 'content-length', 'host', 'cookie']);

function typed(text: string, type: string): unknown {
  if (type === 'boolean') return text === 'true';
  const number = Number(text);
  return (type === 'integer' || type === 'number') && text !== '' && Number.isFinite(number) ? number : text;
}

/** The value that a parameter has without anybody's input: its default, or its only choice; undefined without one. */
export function statedValue(parameter: Parameter): unknown {
  if (parameter.default !== undefined && parameter.default !== null) return parameter.default;
  const [only] = parameter.enum ?? [];
  return only !== undefined && parameter.enum?.length === 1 ? typed(only, parameter.type) : undefined;
}

/** True for a parameter that a connector decides by itself: nobody is asked for it. */
export function isAutomatic(parameter: Parameter): boolean {
  if (parameter.in === 'cookie') return true;
  if (parameter.in !== 'header') return false;
  const name = parameter.name.toLowerCase();
  return NOT_ASKED.has(name) || (name === 'accept' && statedValue(parameter) === undefined);
}

/** Name of a header as a member: `accept` is the one that generated code sets itself. */
export const headerName = (name: string): string => (name.toLowerCase() === 'accept' ? 'accept' : name);

/** A parameter with the value that is sent. */
export interface Fixed {
  readonly parameter: Parameter;
  readonly value: unknown;
}

export interface Inputs {
  /** Parameters with a value that the description states. */
  readonly fixed: readonly Fixed[];
  /** Required parameters that the user sets as filters. */
  readonly needed: readonly Parameter[];
}

/** Names that the paging and the question for changes fill: a name, or the start of a dotted one. */
function isFilled(entity: ReportEntity, name: string): boolean {
  const filled = [...Object.values(entity.pagination.params ?? {}), entity.incremental?.param];
  return filled.some((one) => one === name || one?.startsWith(`${name}.`));
}

/** What has to be sent beside places, paging and moments. */
export function inputsOf(entity: ReportEntity, places: readonly Place[], common: Common): Inputs {
  const bound = new Set(places.map((place) => place.parameter));
  const fixed: Fixed[] = [];
  const needed: Parameter[] = [];
  for (const parameter of entity.params) {
    if (bound.has(parameter.name) || parameter.in === 'path') continue;
    if (isAutomatic(parameter) || common.covers(parameter)) continue;
    const value = statedValue(parameter);
    // The body of a list that is read by POST is its question: what it states is part of it.
    if (value !== undefined && (parameter.required || parameter.in === 'body')) fixed.push({ parameter, value });
    else if (parameter.required && !isFilled(entity, parameter.name)) needed.push(parameter);
  }
  const unbound = variablesOf(pathOf(entity.operation)).filter((name) => !bound.has(name));
  const inPath = unbound.map(
    (name): Parameter =>
      entity.params.find((one) => one.in === 'path' && one.name === name) ?? {
        name,
        in: 'path',
        required: true,
        type: 'string',
      },
  );
  return { fixed, needed: [...inPath, ...needed] };
}
