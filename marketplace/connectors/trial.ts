import { authFields, managedFields } from '../../shared/connector/authentication.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import type { Subject } from '../execute/session.ts';
import { type Credentials, heldSecrets } from './credentials.ts';
import type { Published } from './published.ts';

/** A connector as it is called with credentials that are not kept yet. */
export interface Trial {
  readonly subject: Subject;
  /** Its secrets as they are by now, with new tokens. */
  readonly secrets: () => Promise<Credentials['secrets']>;
}

/** `credentials` holds the secret settings too; settings that may be read stand in `settings`. */
export async function trialOf(
  who: Pick<Subject, 'tenant' | 'id' | 'name' | 'auth'>,
  { manifest, files }: Published,
  settings: Credentials['fields'],
  credentials: Credentials,
): Promise<Trial> {
  const { tenant, id, name, auth } = who;
  const held = await heldSecrets(manifest.id, id, credentials.secrets);
  const subject: Subject = {
    ...{ tenant, id, name, auth, manifest, files },
    fields: { ...settings, ...credentials.fields },
    secretFields: Object.keys(credentials.secrets),
    secrets: held.store,
  };
  return { subject, secrets: held.all };
}

/** Of what a session holds now, what belongs to the credentials: all but the settings. */
export const notedBeside = (settings: Credentials['fields'], fields: Subject['fields']): Credentials['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(settings, name)));

/** The secrets among the settings; where a credential has the same name, it is the credential. */
export function secretSettings(
  { connectionConfig }: Pick<Manifest, 'connectionConfig'>,
  authentication: Authentication,
  secrets: Credentials['secrets'],
): Credentials['secrets'] {
  const own = new Set(authFields(authentication).map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(secrets).filter(([name]) => Object.hasOwn(connectionConfig, name) && !own.has(name)),
  );
}

const TOKENS: readonly string[] = ['access_token', 'refresh_token'];

/** Whether an authorization has given these tokens. */
export const hasTokens = ({ secrets }: Credentials): boolean => TOKENS.some((name) => Object.hasOwn(secrets, name));

/** Credentials without what an authorization gave: as they were before it. */
export const withoutTokens = ({ fields, secrets }: Credentials): Credentials => ({
  fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !managedFields.includes(name))),
  secrets: Object.fromEntries(Object.entries(secrets).filter(([name]) => !TOKENS.includes(name))),
});
