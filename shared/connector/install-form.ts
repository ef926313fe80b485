import { z } from 'zod';
import { marketplaceLimits } from '../limits.ts';
import { oauthFlows } from './authentication.ts';
import { type Authentication, connectionFieldSchema, type Manifest } from './manifest.ts';

const secret = z.string().min(1).max(marketplaceLimits.secretChars);

/**
 * Credentials of an installation as they are sent to a marketplace, once and never back (FC-49). Beyond the statement: `keys`
 * of an api_key holds the further keys of a source that wants several, by their parameter; oauth2 names the client that was
 * registered at the source; `none` is for a source without credentials.
 */
export const installAuthSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('api_key'), key: secret, keys: z.record(z.string(), secret).optional() }),
  z.strictObject({
    type: z.literal('basic'),
    username: z.string().max(marketplaceLimits.secretChars),
    password: z.string().max(marketplaceLimits.secretChars),
  }),
  z.strictObject({
    type: z.literal('oauth2'),
    client_id: secret.optional(),
    client_secret: secret.optional(),
    scopes: secret.optional(),
  }),
  z.strictObject({ type: z.literal('none') }),
]);
export type InstallAuth = z.infer<typeof installAuthSchema>;
export type InstallAuthType = InstallAuth['type'];

/** What an installation of a connector asks for. */
export const installFormSchema = z.object({
  /** The ways to prove who is asking, each type once: a marketplace takes the first of a type (FC-43). */
  auth: z.array(
    z.object({
      type: z.enum(['api_key', 'basic', 'oauth2', 'none']),
      /** What people read. */
      name: z.string(),
      description: z.string().optional(),
      /** Further keys of an api_key, each a credential of its own. */
      keys: z.array(z.string()),
    }),
  ),
  config: z.record(z.string(), connectionFieldSchema),
});
export type InstallForm = z.infer<typeof installFormSchema>;

/**
 * What an authentication of a manifest is called at a marketplace. A token, and an OAuth token that can only be pasted, is a
 * key: one text that proves who is asking.
 */
export function installAuthType(authentication: Authentication): InstallAuthType {
  switch (authentication.type) {
    case 'none':
    case 'basic':
      return authentication.type;
    case 'apiKey':
    case 'bearer':
      return 'api_key';
    case 'oauth2': {
      const flows = oauthFlows(authentication);
      return flows.includes('authorizationCode') || flows.includes('clientCredentials') ? 'oauth2' : 'api_key';
    }
  }
}

/** The form of an installation, after a manifest. */
export function installForm({
  authentication,
  connectionConfig,
}: Pick<Manifest, 'authentication' | 'connectionConfig'>): InstallForm {
  const auth = new Map<InstallAuthType, InstallForm['auth'][number]>();
  for (const one of authentication) {
    const type = installAuthType(one);
    if (auth.has(type)) continue;
    const keys = one.type === 'apiKey' ? (one.also ?? []).map(({ param }) => param) : [];
    const description = 'description' in one ? one.description : undefined;
    auth.set(type, { type, name: one.name, keys, ...(description === undefined ? {} : { description }) });
  }
  return { auth: [...auth.values()], config: connectionConfig };
}
