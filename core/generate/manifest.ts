import type { Authentication, Command, ConnectionField, Entity, Manifest } from '../../shared/connector/manifest.ts';
import { toConnectorName } from '../../shared/connector/names.ts';
import type {
  ImportChoices,
  ImportReport,
  ReportAuth,
  ReportCommand,
  ReportEntity,
} from '../../shared/import/report.ts';

const NAMES: Readonly<Record<ReportAuth['type'], string>> = {
  none: 'No credentials',
  apiKey: 'API key',
  bearer: 'Token',
  basic: 'User name and password',
  oauth2: 'OAuth 2',
};

function authenticationOf(auth: ReportAuth, several: boolean): Authentication {
  const name = several ? `${NAMES[auth.type]} (${auth.id})` : NAMES[auth.type];
  const base = { id: auth.id, name, ...(auth.description === undefined ? {} : { description: auth.description }) };
  switch (auth.type) {
    case 'none':
      return { id: auth.id, name, type: 'none' };
    case 'apiKey':
      return { ...base, type: 'apiKey', in: auth.in ?? 'header', param: auth.name ?? 'X-API-Key' };
    case 'bearer':
      return { ...base, type: 'bearer', ...(auth.prefix === undefined ? {} : { prefix: auth.prefix }) };
    case 'basic':
      return { ...base, type: 'basic' };
    case 'oauth2':
      return {
        ...base,
        type: 'oauth2',
        ...(auth.authorizationUrl === undefined ? {} : { authorizationUrl: auth.authorizationUrl }),
        ...(auth.tokenUrl === undefined ? {} : { tokenUrl: auth.tokenUrl }),
        ...(auth.scopes === undefined ? {} : { scopes: auth.scopes }),
      };
  }
}

/** The ways to connect; at least one (FB-1, FB-2). */
export function authenticationsOf(report: ImportReport): readonly Authentication[] {
  const kinds = report.auth.map((auth) => auth.type);
  const found = report.auth.map((auth) =>
    authenticationOf(auth, kinds.filter((kind) => kind === auth.type).length > 1),
  );
  return found.length > 0 ? found : [{ id: 'none', name: NAMES.none, type: 'none' }];
}

function entityOf(report: ReportEntity): Entity {
  const { selected: _selected, params: _params, evidence: _evidence, ...entity } = report;
  return entity;
}

function commandOf(report: ReportCommand): Command {
  const params = [...new Map(report.params.map((param) => [param.name, param])).values()];
  const paramSchema = params.map(({ name, type, description, required, default: preset, enum: choices }) => [
    name,
    {
      type,
      ...(description === undefined ? {} : { description }),
      ...(required ? { required } : {}),
      ...(preset === undefined ? {} : { default: preset }),
      ...(choices === undefined ? {} : { enum: choices }),
    },
  ]);
  return {
    params: params.map((param) => param.name),
    ...(params.length === 0 ? {} : { paramSchema: Object.fromEntries(paramSchema) }),
    ...(report.outputs.length === 0 ? {} : { outputs: report.outputs }),
    ...(report.description === undefined ? {} : { description: report.description }),
    sideEffect: report.sideEffect,
    ...(report.capability === undefined ? {} : { capability: report.capability }),
    operation: report.operation,
    ...(report.deprecated ? { deprecated: true } : {}),
  };
}

/** Base URL without a closing slash; undefined where it is not an http(s) URL. */
export function cleanBaseUrl(text: string): URL | undefined {
  const url = URL.parse(text.trim());
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' ? url : undefined;
}

/** What the manifest is made of. */
export interface ManifestParts {
  readonly report: ImportReport;
  readonly choices: ImportChoices;
  /** Absent where neither the description nor the user gave one. */
  readonly baseUrl: string | undefined;
  readonly entities: readonly ReportEntity[];
  readonly commands: readonly ReportCommand[];
}

/** connector.json of a connector made by import. */
export function manifestOf({ report, choices, baseUrl, entities, commands }: ManifestParts): Manifest {
  const host = baseUrl === undefined ? undefined : cleanBaseUrl(baseUrl)?.host;
  const field: ConnectionField = {
    type: 'string',
    title: 'Base URL',
    ...(baseUrl === undefined ? { required: true } : { default: baseUrl }),
  };
  return {
    formatVersion: 1,
    id: choices.id,
    name: toConnectorName(choices.name ?? report.source.title),
    description: report.source.description ?? `Reads tables of ${report.source.title}.`,
    version: '1.0.0',
    kind: 'saas',
    executionModel: 'script',
    authentication: [...authenticationsOf(report)],
    connectionConfig: { baseUrl: field },
    hosts: host === undefined ? [] : [host],
    entities: entities.map(entityOf),
    commands: Object.fromEntries(commands.map((command) => [command.name, commandOf(command)])),
    allowAiAutoFixCode: false,
  };
}
