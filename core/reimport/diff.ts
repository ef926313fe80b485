import { isDeepStrictEqual } from 'node:util';
import type { Change, ChangeDetail, ReportDiff } from '../../shared/import/diff.ts';
import type { ImportReport, ReportAuth, ReportCommand, ReportEntity } from '../../shared/import/report.ts';
import { methodOf, pathOf } from '../generate/places.ts';
import { pathKey } from '../infer/path.ts';
import { fieldChanges, parameterChanges } from './diff-fields.ts';
import { matchOperations, type Operated } from './match.ts';
import { detail, listed, pagingSentences, shown } from './sentences.ts';

/** `a: x instead of y.` where two values differ. */
function plainChange(
  field: string,
  name: string,
  what: string,
  before: unknown,
  after: unknown,
): readonly ChangeDetail[] {
  if (isDeepStrictEqual(before, after)) return [];
  return [detail(field, `${name}: ${what} ${shown(after)} instead of ${shown(before)}.`)];
}

/** A moved path is a change; another name for a variable of it is none. */
function operationChange(name: string, before: string, after: string): readonly ChangeDetail[] {
  const isSame = methodOf(before) === methodOf(after) && pathKey(pathOf(before)) === pathKey(pathOf(after));
  return isSame ? [] : [detail('operation', `${name}: it is ${after} instead of ${before}.`)];
}

function authChange(
  name: string,
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): readonly ChangeDetail[] {
  if (isDeepStrictEqual(before, after)) return [];
  const by = (ids: readonly string[] | undefined): string =>
    ids === undefined ? 'as the API says' : ids.length === 0 ? 'by nothing' : `by ${listed(ids)}`;
  return [detail('auth', `${name}: it is authenticated ${by(after)} instead of ${by(before)}.`)];
}

function entityChanges(before: ReportEntity, after: ReportEntity): readonly ChangeDetail[] {
  const { name } = after;
  const rows = (entity: ReportEntity): string => entity.rows ?? 'objects';
  const isBreaking = !isDeepStrictEqual(before.primaryKey, after.primaryKey);
  return [
    ...operationChange(name, before.operation, after.operation),
    ...plainChange('server', name, 'it is read from the server', before.server, after.server),
    ...plainChange('title', name, 'its title is', before.title, after.title),
    ...plainChange('records', name, 'its rows stand at', before.records, after.records),
    ...plainChange('rows', name, 'its rows are', rows(before), rows(after)),
    ...(isBreaking
      ? [
          detail(
            'primaryKey',
            `${name}: its key is ${listed(after.primaryKey)} instead of ${listed(before.primaryKey)}.`,
            true,
          ),
        ]
      : []),
    ...pagingSentences(name, before.pagination, after.pagination).map((text) => detail('pagination', text)),
    ...plainChange('incremental', name, 'it is read incrementally by', before.incremental, after.incremental),
    ...plainChange('parent', name, 'its parent is', before.parent, after.parent),
    ...authChange(name, before.auth, after.auth),
    ...plainChange('contentType', name, 'its body is sent as', before.contentType, after.contentType),
    ...fieldChanges(name, before.fields, after.fields),
    ...parameterChanges(name, before.params, after.params),
  ];
}

function commandChanges(before: ReportCommand, after: ReportCommand): readonly ChangeDetail[] {
  const { name } = after;
  const gone = before.outputs.filter((output) => !after.outputs.includes(output));
  const fresh = after.outputs.filter((output) => !before.outputs.includes(output));
  return [
    ...operationChange(name, before.operation, after.operation),
    ...plainChange('server', name, 'it is sent to the server', before.server, after.server),
    ...plainChange('title', name, 'its title is', before.title, after.title),
    ...(before.description === after.description ? [] : [detail('description', `${name}: its description changed.`)]),
    ...(before.sideEffect === after.sideEffect
      ? []
      : [detail('sideEffect', `${name}: it ${after.sideEffect ? 'may change something now' : 'only reads now'}.`)]),
    ...plainChange('capability', name, 'its capability is', before.capability, after.capability),
    ...((before.deprecated ?? false) === (after.deprecated ?? false)
      ? []
      : [detail('deprecated', `${name}: it is ${after.deprecated ? 'deprecated now' : 'no longer deprecated'}.`)]),
    ...authChange(name, before.auth, after.auth),
    ...plainChange('contentType', name, 'its body is sent as', before.contentType, after.contentType),
    ...((before.wholeBody ?? false) === (after.wholeBody ?? false)
      ? []
      : [
          detail(
            'wholeBody',
            `${name}: its body is ${after.wholeBody ? 'one value now' : 'made of properties now'}.`,
            true,
          ),
        ]),
    ...gone.map((output) => detail(`outputs.${output}`, `${name}: its answer has no ${output} any more.`, true)),
    ...fresh.map((output) => detail(`outputs.${output}`, `${name}: its answer has ${output} now.`)),
    ...(isDeepStrictEqual(before.sample, after.sample)
      ? []
      : [detail('sample', `${name}: its example answer changed.`)]),
    ...parameterChanges(name, before.params, after.params),
  ];
}

/** A thing that changed; undefined where nothing did. */
function changed(of: Change['of'], name: string, details: readonly ChangeDetail[]): readonly Change[] {
  if (details.length === 0) return [];
  const [first, ...more] = details;
  const sentence = first && more.length === 0 ? first.sentence : `${name}: ${details.length} changes.`;
  return [
    { kind: 'changed', of, name, sentence, breaking: details.some((one) => one.breaking), details: [...details] },
  ];
}

function operated<T extends Operated>(
  of: 'entity' | 'command',
  before: readonly T[],
  after: readonly T[],
  compare: (before: T, after: T) => readonly ChangeDetail[],
): readonly Change[] {
  const what = of === 'entity' ? 'table' : 'command';
  const { pairs, removed, added } = matchOperations(before, after);
  const one = (kind: 'added' | 'removed', { name, operation }: T): Change => ({
    kind,
    of,
    name,
    sentence:
      kind === 'added' ? `${name} is a new ${what}: ${operation}.` : `The ${what} ${name} is gone: ${operation}.`,
    breaking: kind === 'removed',
    details: [],
  });
  return [
    ...removed.map((item) => one('removed', item)),
    ...added.map((item) => one('added', item)),
    ...after.flatMap((item) => {
      const old = pairs.get(item);
      return old ? changed(of, item.name, compare(old, item)) : [];
    }),
  ];
}

function authChanges(before: readonly ReportAuth[], after: readonly ReportAuth[]): readonly Change[] {
  const known = new Map(before.map((auth) => [auth.id, auth]));
  const now = new Set(after.map((auth) => auth.id));
  const one = (kind: 'added' | 'removed', { id, type }: ReportAuth): Change => ({
    kind,
    of: 'auth',
    name: id,
    sentence:
      kind === 'added'
        ? `${id} (${type}) is a new way to authenticate.`
        : `The way to authenticate ${id} (${type}) is gone.`,
    breaking: kind === 'removed',
    details: [],
  });
  const compare = (old: ReportAuth, auth: ReportAuth): readonly ChangeDetail[] =>
    (
      [
        'type',
        'in',
        'name',
        'also',
        'prefix',
        'flows',
        'authorizationUrl',
        'tokenUrl',
        'scopes',
        'description',
      ] as const
    ).flatMap((field) => plainChange(field, auth.id, `its ${field} is`, old[field], auth[field]));
  return [
    ...before.filter((auth) => !now.has(auth.id)).map((auth) => one('removed', auth)),
    ...after.flatMap((auth) => {
      const old = known.get(auth.id);
      return old ? changed('auth', auth.id, compare(old, auth)) : [one('added', auth)];
    }),
  ];
}

/**
 * What a newer description of the same API says differently: property by property for what both have, matched as
 * `matchOperations` says. The format and version of the description itself are no difference.
 */
export function diffReports(before: ImportReport, after: ImportReport): ReportDiff {
  const api = [
    ...plainChange('title', 'The API', 'its title is', before.source.title, after.source.title),
    ...(before.source.description === after.source.description
      ? []
      : [detail('description', 'The API: its description changed.')]),
  ];
  const base = plainChange('baseUrl', 'The API', 'its base URL is', before.baseUrl, after.baseUrl);
  const [was, is] = [before.validate?.operation, after.validate?.operation];
  const validate = [
    ...(was !== undefined && is !== undefined
      ? operationChange('The call that proves a connection', was, is)
      : plainChange('validate', 'The API', 'a connection is proven by', was, is)),
    ...plainChange(
      'params',
      'The call that proves a connection',
      'it is sent with',
      before.validate?.params,
      after.validate?.params,
    ),
  ];
  return {
    ...(before.source.apiVersion === undefined ? {} : { before: before.source.apiVersion }),
    ...(after.source.apiVersion === undefined ? {} : { after: after.source.apiVersion }),
    changes: [
      ...changed('api', 'The API', api),
      ...changed('baseUrl', '', base),
      ...authChanges(before.auth, after.auth),
      ...changed('validate', '', validate),
      ...operated('entity', before.entities, after.entities, entityChanges),
      ...operated('command', before.commands, after.commands, commandChanges),
    ],
  };
}
