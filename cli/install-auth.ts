import type { StudioData } from '../core/studio/index.ts';
import { type InstallAuth, type InstallAuthType, installAuthSchema } from '../shared/connector/install-form.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { readVariable } from './tenants.ts';

/** Fields that `--secret` takes, by the type of the credentials; any other of an api_key is one of its further keys. */
const fields: Readonly<Record<InstallAuthType, readonly string[]>> = {
  api_key: ['key'],
  basic: ['username', 'password'],
  oauth2: ['client_id', 'client_secret', 'scopes'],
  none: [],
};

export const installAuthTypes: readonly InstallAuthType[] = ['api_key', 'basic', 'oauth2', 'none'];

/** Credentials of an installation from environment variables. Input failures: `unset_variable`, `bad_credentials`. */
export function readAuth(
  studio: StudioData,
  type: InstallAuthType,
  variables: Readonly<Record<string, string>>,
): Result<InstallAuth> {
  const own: [string, string][] = [];
  const further: [string, string][] = [];
  for (const [field, variable] of Object.entries(variables)) {
    const value = readVariable(studio, variable, `the value of ${field}`);
    if (!value.ok) return value;
    const isOwn = fields[type].includes(field) || type !== 'api_key';
    (isOwn ? own : further).push([field, value.value]);
  }
  const keys = further.length === 0 ? {} : { keys: Object.fromEntries(further) };
  const parsed = installAuthSchema.safeParse({ type, ...Object.fromEntries(own), ...keys });
  if (parsed.success) return ok(parsed.data);
  const takes = fields[type].length === 0 ? 'takes no secrets' : `takes ${fields[type].join(', ')}`;
  return fail(
    'input',
    'bad_credentials',
    `These credentials cannot be used: ${type} ${takes}. Give each with --secret FIELD=VARIABLE.`,
  );
}
