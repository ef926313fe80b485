import type { Manifest } from '../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { SandboxTarget } from '../sandbox/index.ts';
import type { Access } from './access.ts';

type Input = Readonly<Record<string, unknown>>;

/** What guest code gets, and what of it is written down. */
export interface BuiltRequest {
  /** Secrets included. */
  readonly value: Input;
  /** Without the account; what the caller gave is masked. */
  readonly stored: Record<string, unknown>;
}

const entityNames = (manifest: Manifest): string[] => manifest.entities.map((entity) => entity.name);

/** The part of a request that the studio adds beside the account (FB-10 … FB-62). */
function defaults(name: string, manifest: Manifest): Input {
  const types = entityNames(manifest);
  switch (name) {
    case 'schema':
      return { types, filter: {} };
    case 'data':
      return { ...(types[0] === undefined ? {} : { requestedType: types[0] }), types, filter: {} };
    case 'datalist':
      return { types, dependsOn: {} };
    case 'resource':
      return { types, filter: {}, params: {} };
    default:
      return {};
  }
}

function checkRequestedType(manifest: Manifest, requested: unknown): Result<void> {
  const names = entityNames(manifest);
  if (names.length === 0 || names.some((name) => name === requested)) return ok(undefined);
  return fail(
    'input',
    'unknown_entity',
    `${manifest.id} has no entity ${JSON.stringify(requested) ?? 'undefined'}; its entities are ${names.join(', ')}.`,
    { entities: names },
  );
}

const paramDefaults = (manifest: Manifest, command: string): Input =>
  Object.fromEntries(
    Object.entries(manifest.commands[command]?.paramSchema ?? {}).flatMap(([name, param]) =>
      param.default === undefined ? [] : [[name, param.default]],
    ),
  );

/**
 * The request object of a function, or `{params, config, variables}` of a command; the caller's input is merged over it.
 * Fails with `unknown_entity` where `requestedType` is none of the manifest's entities.
 */
export function buildRequest(
  target: SandboxTarget,
  manifest: Manifest,
  access: Access,
  input: Input,
): Result<BuiltRequest> {
  const account = { auth: access.auth, ...access.fields };
  const mask = (value: Input): Record<string, unknown> => {
    const masked = access.masker.json(value);
    // An object stays an object.
    return { ...(masked as Record<string, unknown>) };
  };
  if (target.kind === 'command') {
    const params = { ...paramDefaults(manifest, target.name), ...input };
    return ok({ value: { params, config: account, variables: {} }, stored: mask(params) });
  }
  if (target.name === 'validate') {
    const { auth, ...fields } = account;
    // Single settings can be tried without writing down the others, secrets among them.
    const tried = typeof input.fields === 'object' && !Array.isArray(input.fields) ? input.fields : {};
    return ok({
      value: { id: auth, ...input, fields: { ...fields, ...tried } },
      stored: mask({ id: auth, ...input }),
    });
  }
  const visible = { ...defaults(target.name, manifest), ...input };
  const checked = target.name === 'data' ? checkRequestedType(manifest, visible.requestedType) : ok(undefined);
  if (!checked.ok) return checked;
  return ok({ value: { account, ...visible }, stored: mask(visible) });
}

/** Where functions, `validate` and commands have the settings of the account. */
const ACCOUNT_PARTS: ReadonlySet<string> = new Set(['account', 'fields', 'config']);

/** The request with a token that was got after it was built: it stands where the settings of the account do. */
export function withAccessToken({ value, stored }: BuiltRequest, token: string): BuiltRequest {
  const settled = Object.entries(value).map(([name, part]) =>
    ACCOUNT_PARTS.has(name) && typeof part === 'object' ? [name, { ...part, access_token: token }] : [name, part],
  );
  return { value: Object.fromEntries(settled), stored };
}
