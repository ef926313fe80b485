import { type AuthField, authFields } from '../connector/authentication.ts';
import type { Authentication, ConnectionField, Manifest } from '../connector/manifest.ts';
import { type Change, change, type Level } from './change.ts';
import { differingKeys, isSame, listDifference, named, own, shown } from './compare.ts';

const asking = { asksApproval: true } as const;

/** Hosts that the code may reach; letters in another case are no other host. */
export function hostChanges(before: readonly string[], after: readonly string[]): readonly Change[] {
  const lower = (hosts: readonly string[]): string[] => hosts.map((host) => host.toLowerCase());
  const { removed, added } = listDifference(lower(before), lower(after));
  const changes = [
    ...removed.map((host) => change('host.removed', `hosts.${host}`, 'patch', `${host} is no longer reached.`)),
    ...added.map((host) => change('host.added', `hosts.${host}`, 'minor', `It may reach ${host} now.`, asking)),
  ];
  if (changes.length > 0 || isSame(before, after)) return changes;
  return [change('host.changed', 'hosts', 'patch', 'The hosts are listed anew.')];
}

function choiceChange(path: string, what: string, before: ConnectionField, after: ConnectionField): readonly Change[] {
  if (isSame(before.options, after.options)) return [];
  const { removed, added } = listDifference(before.options ?? [], after.options ?? []);
  if (before.options !== undefined && removed.length > 0 && after.options !== undefined) {
    return [change('setting.changed', path, 'major', `${what} can no longer be ${named(removed)}.`)];
  }
  if (before.options === undefined) {
    return [change('setting.changed', path, 'major', `${what} takes certain values only.`)];
  }
  return added.length > 0
    ? [change('setting.changed', path, 'minor', `${what} can also be ${named(added)}.`)]
    : [change('setting.changed', path, 'patch', `The choices of ${what} are listed anew.`)];
}

function settingChange(id: string, before: ConnectionField, after: ConnectionField): readonly Change[] {
  const path = `connectionConfig.${id}`;
  const what = `The setting ${id}`;
  const changed = (level: Level, sentence: string, asks = {}): Change =>
    change('setting.changed', path, level, sentence, asks);
  const isSecret = after.type === 'secret';
  const required = after.required === true;
  return [
    ...(before.type === after.type
      ? []
      : isSecret || before.type === 'secret'
        ? [changed('major', `${what} is ${isSecret ? 'a secret now' : 'no longer a secret'}.`, asking)]
        : [changed('major', `${what} is of type ${after.type}, not ${before.type}.`)]),
    ...((before.required === true) === required
      ? []
      : [changed('major', `${what} is ${required ? 'required now' : 'no longer required'}.`)]),
    ...(before.default !== undefined && after.default === undefined
      ? [changed('major', `${what} has no default any more.`)]
      : []),
    ...(after.default !== undefined && !isSame(before.default, after.default)
      ? [changed('patch', `The default of ${what} is ${shown(after.default)}.`)]
      : []),
    ...choiceChange(path, what, before, after),
    ...differingKeys(before, after, ['type', 'required', 'default', 'options']).map((key) =>
      changed('patch', `The ${key} of ${what} is another.`),
    ),
  ];
}

type Settings = Manifest['connectionConfig'];

/** What changed of the settings of a connection beside its credentials (FL-40…FL-43). */
export function settingChanges(before: Settings, after: Settings): readonly Change[] {
  const { removed, added, kept } = listDifference(Object.keys(before), Object.keys(after));
  return [
    ...removed.map((id) => change('setting.removed', `connectionConfig.${id}`, 'major', `The setting ${id} is gone.`)),
    ...added.map((id) => {
      const field = own(after, id);
      const required = field?.required === true;
      const secret = field?.type === 'secret';
      const sentence = `The setting ${id} is new${secret ? ', a secret' : ''}${required ? ', and required' : ''}.`;
      return change('setting.added', `connectionConfig.${id}`, required ? 'major' : 'minor', sentence, {
        asksApproval: secret,
      });
    }),
    ...kept.flatMap((id) => {
      const [was, is] = [own(before, id), own(after, id)];
      return was && is ? settingChange(id, was, is) : [];
    }),
  ];
}

function credentialChanges(id: string, before: readonly AuthField[], after: readonly AuthField[]): readonly Change[] {
  const byId = (fields: readonly AuthField[]) => new Map(fields.map((field) => [field.id, field]));
  const [old, now] = [byId(before), byId(after)];
  const { removed, added, kept } = listDifference([...old.keys()], [...now.keys()]);
  const pathOf = (field: string): string => `authentication.${id}.${field}`;
  return [
    ...removed.map((one) =>
      change('credential.removed', pathOf(one), 'major', `${id} no longer asks for the credential ${one}.`),
    ),
    ...added.map((one) =>
      change(
        'credential.added',
        pathOf(one),
        now.get(one)?.required ? 'major' : 'minor',
        `${id} also asks for the credential ${one}.`,
        asking,
      ),
    ),
    ...kept.flatMap((one): readonly Change[] => {
      const [was, is] = [old.get(one), now.get(one)];
      if (was?.secret === is?.secret && was?.required === is?.required) return [];
      return [change('credential.changed', pathOf(one), 'major', `${id} asks for ${one} in another way.`, asking)];
    }),
  ];
}

/** Members of an authentication that say where its credentials go. */
const ADDRESSES = ['authorizationUrl', 'tokenUrl', 'deviceAuthorizationUrl', 'revocationUrl', 'issuer'];

const scopesOf = (one: Authentication): readonly string[] => (one.type === 'oauth2' ? (one.scopes ?? []) : []);

function authenticationChange(before: Authentication, after: Authentication): readonly Change[] {
  const { id } = after;
  const path = `authentication.${id}`;
  if (before.type !== after.type) {
    const sentence = `${id} is an authentication of type ${after.type}, not ${before.type}.`;
    return [change('authentication.changed', path, 'major', sentence, asking)];
  }
  const scopes = listDifference(scopesOf(before), scopesOf(after));
  return [
    ...credentialChanges(id, authFields(before), authFields(after)),
    ...scopes.added.map((scope) =>
      change('scope.added', `${path}.scopes.${scope}`, 'minor', `${id} also asks for the scope ${scope}.`, asking),
    ),
    ...scopes.removed.map((scope) =>
      change('scope.removed', `${path}.scopes.${scope}`, 'patch', `${id} no longer asks for the scope ${scope}.`),
    ),
    ...differingKeys(before, after, ['id', 'type'])
      .filter((key) => key !== 'scopes' || (scopes.added.length === 0 && scopes.removed.length === 0))
      .map((key) =>
        ADDRESSES.includes(key)
          ? change('address.changed', `${path}.${key}`, 'patch', `${id} has another ${key}.`, asking)
          : change('authentication.changed', `${path}.${key}`, 'patch', `The ${key} of ${id} is another.`),
      ),
  ];
}

/** What changed of the ways to prove who is asking. */
export function authenticationChanges(
  before: readonly Authentication[],
  after: readonly Authentication[],
): readonly Change[] {
  const byId = (all: readonly Authentication[]) => new Map(all.map((one) => [one.id, one]));
  const [old, now] = [byId(before), byId(after)];
  const { removed, added, kept } = listDifference([...old.keys()], [...now.keys()]);
  const changes = [
    ...removed.map((id) =>
      change('authentication.removed', `authentication.${id}`, 'major', `The authentication ${id} is gone.`),
    ),
    ...added.map((id) =>
      change('authentication.added', `authentication.${id}`, 'minor', `The authentication ${id} is new.`, asking),
    ),
    ...kept.flatMap((id) => {
      const [was, is] = [old.get(id), now.get(id)];
      return was && is ? authenticationChange(was, is) : [];
    }),
  ];
  if (changes.length > 0 || isSame(before, after)) return changes;
  return [change('authentication.changed', 'authentication', 'patch', 'The authentications are listed anew.')];
}
