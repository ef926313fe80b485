import { parameterNames } from '../connector/capabilities.ts';
import type { Command, Manifest } from '../connector/manifest.ts';
import { type Change, change } from './change.ts';
import { differingKeys, isSame, listDifference, named, own, shown } from './compare.ts';

type Parameter = NonNullable<Command['paramSchema']>[string];
type Commands = Manifest['commands'];

const hasDefault = (parameter: Parameter | undefined): boolean => parameter?.default !== undefined;

/** What callers may send: fewer values break them, more do not. */
function choiceChange(path: string, what: string, before: Parameter, after: Parameter): readonly Change[] {
  if (isSame(before.enum, after.enum)) return [];
  if (after.enum === undefined) return [change('parameter.changed', path, 'minor', `${what} takes any value now.`)];
  if (before.enum === undefined) {
    return [change('parameter.changed', path, 'major', `${what} takes certain values only.`)];
  }
  const { removed, added } = listDifference(before.enum, after.enum);
  if (removed.length > 0) {
    return [change('parameter.changed', path, 'major', `${what} no longer takes ${named(removed)}.`)];
  }
  if (added.length > 0) return [change('parameter.changed', path, 'minor', `${what} also takes ${named(added)}.`)];
  return [change('parameter.changed', path, 'patch', `The values of ${what} are in another order.`)];
}

function parameterChange(path: string, what: string, before: Parameter, after: Parameter): readonly Change[] {
  const changed = (level: Change['level'], sentence: string): Change =>
    change('parameter.changed', path, level, sentence);
  const { type } = after;
  const required = after.required === true;
  return [
    ...(before.type === type ? [] : [changed('major', `${what} is of type ${type}, not ${before.type}.`)]),
    ...((before.required === true) === required
      ? []
      : [changed('major', `${what} is ${required ? 'required now' : 'no longer required'}.`)]),
    ...(hasDefault(before) && !hasDefault(after) ? [changed('major', `${what} has no default any more.`)] : []),
    ...(hasDefault(after) && !isSame(before.default, after.default)
      ? [changed('patch', `The default of ${what} is ${shown(after.default)}.`)]
      : []),
    ...choiceChange(path, what, before, after),
    ...(before.description === after.description ? [] : [changed('patch', `The description of ${what} is another.`)]),
  ];
}

function parameterChanges(name: string, before: Command, after: Command): readonly Change[] {
  const { removed, added, kept } = listDifference(parameterNames(before), parameterNames(after));
  const [schemaBefore, schemaAfter] = [before.paramSchema ?? {}, after.paramSchema ?? {}];
  const pathOf = (parameter: string): string => `commands.${name}.params.${parameter}`;
  const whatOf = (parameter: string): string => `The parameter ${parameter} of ${name}`;
  const stated = (parameter: string): readonly Change[] => {
    const [old, now] = [own(schemaBefore, parameter), own(schemaAfter, parameter)];
    if (old && now) return parameterChange(pathOf(parameter), whatOf(parameter), old, now);
    if (!(old || now)) return [];
    // Of a parameter that nothing was said of, nothing was promised but that it may be left out.
    const level = (old?.required === true) !== (now?.required === true) || hasDefault(old) ? 'major' : 'patch';
    const sentence = now ? 'is described now' : 'is no longer described';
    return [change('parameter.changed', pathOf(parameter), level, `${whatOf(parameter)} ${sentence}.`)];
  };
  return [
    ...removed.map((one) => change('parameter.removed', pathOf(one), 'major', `${whatOf(one)} is gone.`)),
    ...added.map((one) =>
      hasDefault(own(schemaAfter, one))
        ? change('parameter.added', pathOf(one), 'minor', `${whatOf(one)} is new and has a default.`)
        : change(
            'parameter.added',
            pathOf(one),
            'major',
            `${whatOf(one)} is new and has no default: older callers leave it out.`,
          ),
    ),
    ...kept.flatMap(stated),
    ...(removed.length === 0 && added.length === 0 && !isSame(before.params, after.params)
      ? [change('parameter.changed', `commands.${name}.params`, 'patch', `The parameters of ${name} are listed anew.`)]
      : []),
  ];
}

function outputChanges(name: string, before: Command, after: Command): readonly Change[] {
  const { removed, added } = listDifference(before.outputs ?? [], after.outputs ?? []);
  const pathOf = (output: string): string => `commands.${name}.outputs.${output}`;
  return [
    ...removed.map((one) => change('output.removed', pathOf(one), 'major', `The output ${one} of ${name} is gone.`)),
    ...added.map((one) => change('output.added', pathOf(one), 'minor', `The output ${one} of ${name} is new.`)),
    ...(removed.length === 0 && added.length === 0 && !isSame(before.outputs, after.outputs)
      ? [change('output.changed', `commands.${name}.outputs`, 'patch', `The outputs of ${name} are listed anew.`)]
      : []),
  ];
}

function effectChange(name: string, before: Command, after: Command): readonly Change[] {
  if (before.sideEffect === after.sideEffect) return [];
  const path = `commands.${name}.sideEffect`;
  return after.sideEffect
    ? [
        change('sideEffect.changed', path, 'major', `${name} may change things at the source now.`, {
          asksApproval: true,
        }),
      ]
    : [change('sideEffect.changed', path, 'patch', `${name} only reads now.`)];
}

function capabilityChanges(name: string, before: Command, after: Command): readonly Change[] {
  if (before.capability === after.capability) return [];
  const path = `commands.${name}.capability`;
  return [
    ...(before.capability === undefined
      ? []
      : [change('capability.removed', path, 'major', `${name} is no longer the capability ${before.capability}.`)]),
    ...(after.capability === undefined
      ? []
      : [change('capability.added', path, 'minor', `${name} is the capability ${after.capability}.`)]),
  ];
}

/** What else stands at a command: texts, marks, and where it came from. */
const restSentences: Readonly<Record<string, (name: string, after: Command) => string>> = {
  description: (name) => `The description of ${name} is another.`,
  deprecated: (name, { deprecated }) => (deprecated ? `${name} is deprecated.` : `${name} is no longer deprecated.`),
  deprecatedMessage: (name) => `${name} names another thing to use in its place.`,
};

function commandChange(name: string, before: Command, after: Command): readonly Change[] {
  const seen = ['params', 'paramSchema', 'outputs', 'sideEffect', 'capability'];
  return [
    ...parameterChanges(name, before, after),
    ...outputChanges(name, before, after),
    ...effectChange(name, before, after),
    ...capabilityChanges(name, before, after),
    ...differingKeys(before, after, seen).map((key) =>
      change(
        'command.changed',
        `commands.${name}.${key}`,
        'patch',
        own(restSentences, key)?.(name, after) ?? `The ${key} of ${name} is another.`,
      ),
    ),
  ];
}

/** What changed of the commands (FL-40…FL-43). */
export function commandChanges(before: Commands, after: Commands): readonly Change[] {
  const { removed, added, kept } = listDifference(Object.keys(before), Object.keys(after));
  return [
    ...removed.map((name) => change('command.removed', `commands.${name}`, 'major', `The command ${name} is gone.`)),
    ...added.map((name) =>
      own(after, name)?.sideEffect
        ? change(
            'command.added',
            `commands.${name}`,
            'minor',
            `The command ${name} is new and may change things at the source.`,
            { asksApproval: true },
          )
        : change('command.added', `commands.${name}`, 'minor', `The command ${name} is new.`),
    ),
    ...kept.flatMap((name) => {
      const [old, now] = [own(before, name), own(after, name)];
      return old && now ? commandChange(name, old, now) : [];
    }),
  ];
}
