import type { ConnectionField, Manifest } from '../../shared/connector/manifest.ts';
import { workspaceLimits } from '../../shared/limits.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { Credentials } from './credentials.ts';

const bad = (name: string, what: string): Refusal => refuse(400, 'invalid_parameter', `config.${name} ${what}.`);

/** Why a value does not fit its field; undefined where it does. */
function fault({ type, options }: ConnectionField, value: unknown): string | undefined {
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'raw':
      if (typeof value === 'number' || typeof value === 'boolean') return undefined;
      break;
    default:
  }
  if (typeof value !== 'string') return 'must be a text';
  if (value.length > workspaceLimits.fieldChars) return `must have at most ${workspaceLimits.fieldChars} characters`;
  if (type === 'date' && Number.isNaN(Date.parse(value))) return 'must be a date such as 2026-01-31';
  if (type === 'select' && options && !options.includes(value)) return `must be one of ${options.join(', ')}`;
  return undefined;
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Settings of an installation, parted into what may be read and what may not (FC-43). */
export function readConfig(
  { connectionConfig }: Pick<Manifest, 'connectionConfig'>,
  config: Readonly<Record<string, unknown>>,
): Credentials | Refusal {
  const unknown = Object.keys(config).find((name) => !Object.hasOwn(connectionConfig, name));
  if (unknown !== undefined) {
    const known = Object.keys(connectionConfig).join(', ');
    return bad(
      unknown.slice(0, 100),
      `is no setting of this listing, whose settings are ${known === '' ? 'none' : known}`,
    );
  }
  const fields: Credentials['fields'] = {};
  const secrets: Credentials['secrets'] = {};
  for (const [name, field] of Object.entries(connectionConfig)) {
    const value = config[name];
    if (isEmpty(value)) {
      if (field.required === true && field.default === undefined) return bad(name, 'is missing');
      continue;
    }
    const wrong = fault(field, value);
    if (wrong !== undefined) return bad(name, wrong);
    if (typeof value === 'string' && field.type === 'secret') secrets[name] = value;
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') fields[name] = value;
  }
  return { fields, secrets };
}
