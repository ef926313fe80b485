import type {
  Authentication,
  Command,
  ConnectionField,
  Entity,
  Manifest,
  OAuthFlow,
} from '../../shared/connector/manifest.ts';
import { toConnectorName } from '../../shared/connector/names.ts';
import type { ImportChoices, ImportReport, ReportAuth, ReportEntity } from '../../shared/import/report.ts';
import { type CommandPlan, inputsOf } from './command-plan.ts';
import { statedValue } from './inputs.ts';
import type { EntityPlan } from './plan.ts';
import { serverOf } from './request-code.ts';
import type { Common } from './settings.ts';

type ApiKey = Extract<Authentication, { type: 'apiKey' }>;

const NAMES: Readonly<Record<ReportAuth['type'], string>> = {
  none: 'No credentials',
  apiKey: 'API key',
  bearer: 'Token',
  basic: 'User name and password',
  oauth2: 'OAuth 2',
};

/** Keys that go together, with the one that is called `key` first: the first one's field has that name. */
function keysOf({ in: place, name, also = [] }: ReportAuth): Pick<ApiKey, 'in' | 'param' | 'also'> {
  const keys = [{ in: place ?? 'header', param: name ?? 'X-API-Key' }, ...also];
  const first = keys.find((key) => key.param === 'key') ?? keys[0];
  const others = keys.filter((key) => key !== first);
  return {
    in: first?.in ?? 'header',
    param: first?.param ?? 'X-API-Key',
    ...(others.length > 0 ? { also: others } : {}),
  };
}

/** Flows of a description that the studio can go through; the others ask for what only the source's own program may see. */
const FLOWS: Readonly<Record<string, OAuthFlow>> = {
  authorizationCode: 'authorizationCode',
  deviceAuthorization: 'device',
  clientCredentials: 'clientCredentials',
};

/** Nothing where the description names no flow; `[]` where it names none of ours, so that a token must be pasted. */
function flowsOf({ flows = [] }: ReportAuth): { readonly flows?: OAuthFlow[] } {
  const named = new Set(flows);
  const ours = Object.entries(FLOWS).flatMap(([name, flow]) => (named.has(name) ? [flow] : []));
  return flows.length === 0 ? {} : { flows: ours };
}

function authenticationOf(auth: ReportAuth, several: boolean): Authentication {
  const name = several ? `${NAMES[auth.type]} (${auth.id})` : NAMES[auth.type];
  const base = { id: auth.id, name, ...(auth.description === undefined ? {} : { description: auth.description }) };
  switch (auth.type) {
    case 'none':
      return { id: auth.id, name, type: 'none' };
    case 'apiKey':
      return { ...base, type: 'apiKey', ...keysOf(auth) };
    case 'bearer':
      return { ...base, type: 'bearer', ...(auth.prefix === undefined ? {} : { prefix: auth.prefix }) };
    case 'basic':
      return { ...base, type: 'basic' };
    case 'oauth2':
      return {
        ...base,
        type: 'oauth2',
        ...flowsOf(auth),
        ...(auth.authorizationUrl === undefined ? {} : { authorizationUrl: auth.authorizationUrl }),
        ...(auth.tokenUrl === undefined ? {} : { tokenUrl: auth.tokenUrl }),
        ...(auth.deviceAuthorizationUrl === undefined ? {} : { deviceAuthorizationUrl: auth.deviceAuthorizationUrl }),
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

/** The reviewed model of an entity: a report without what only the review and the generator need. */
function entityOf(report: ReportEntity): Entity {
  const {
    selected: _selected,
    params: _params,
    tags: _tags,
    evidence: _evidence,
    auth: _auth,
    contentType: _type,
    ...rest
  } = report;
  const { server: _server, ...entity } = rest;
  const server = serverOf(report);
  return { ...entity, ...(server === '' ? {} : { server }) };
}

function commandOf(plan: CommandPlan): Command {
  const { command } = plan;
  const params = inputsOf(plan);
  const paramSchema = params.map((param) => {
    const preset = statedValue(param);
    return [
      param.name,
      {
        type: param.type,
        ...(param.description === undefined ? {} : { description: param.description }),
        ...(param.required ? { required: true } : {}),
        ...(preset === undefined || (param.default === undefined && !param.required) ? {} : { default: preset }),
        ...(param.enum === undefined ? {} : { enum: param.enum }),
      },
    ];
  });
  const server = serverOf(command);
  return {
    params: params.map((param) => param.name),
    ...(params.length === 0 ? {} : { paramSchema: Object.fromEntries(paramSchema) }),
    ...(command.outputs.length === 0 ? {} : { outputs: command.outputs }),
    ...(command.description === undefined ? {} : { description: command.description }),
    sideEffect: command.sideEffect,
    ...(command.capability === undefined ? {} : { capability: command.capability }),
    operation: command.operation,
    ...(server === '' ? {} : { server }),
    ...(command.deprecated ? { deprecated: true } : {}),
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
  readonly common: Common;
  readonly entities: readonly ReportEntity[];
  readonly plans: readonly EntityPlan[];
  readonly commands: readonly CommandPlan[];
}

/** Base URLs that tables and commands have beside that of the connection, each once. */
export const serversOf = (plans: readonly EntityPlan[], commands: readonly CommandPlan[]): readonly string[] =>
  [
    ...new Set([...plans.map((plan) => serverOf(plan.entity)), ...commands.map((plan) => serverOf(plan.command))]),
  ].filter((server) => server !== '');

/** connector.json of a connector made by import. */
export function manifestOf({ report, choices, baseUrl, common, entities, plans, commands }: ManifestParts): Manifest {
  const addresses = [...(baseUrl === undefined ? [] : [baseUrl]), ...serversOf(plans, commands)];
  const hosts = addresses.flatMap((address) => cleanBaseUrl(address)?.host ?? []);
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
    connectionConfig: { baseUrl: field, ...common.fields },
    hosts: [...new Set(hosts)],
    entities: entities.map(entityOf),
    commands: Object.fromEntries(commands.map((plan) => [plan.command.name, commandOf(plan)])),
    allowAiAutoFixCode: false,
  };
}
