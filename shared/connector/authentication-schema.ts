import { z } from 'zod';

/** A way to get an OAuth 2 token (RFC 6749 sections 4.1 and 4.4, RFC 8628). */
export const oauthFlowSchema = z.enum(['authorizationCode', 'device', 'clientCredentials']);
export type OAuthFlow = z.infer<typeof oauthFlowSchema>;

const authId = z.string().min(1).describe('Names it in a connection; `account.auth` holds it.');
const authName = z.string().min(1).describe('What people read when they choose.');
const authText = z.string().optional().describe('How to get these credentials.');
const keyPlace = z.enum(['header', 'query', 'cookie']).describe('Where the key is sent.');
const keyParam = z.string().min(1).describe('Name of the header, query parameter or cookie.');

/** How a connector proves who is asking. One entry is one way; a connection chooses one. */
export const authenticationSchema = z.discriminatedUnion('type', [
  z.object({ id: authId, name: authName, type: z.literal('none').describe('No credentials.') }),
  z.object({
    id: authId,
    name: authName,
    type: z.literal('apiKey').describe('A key in a header, the query or a cookie: `account.key`.'),
    in: keyPlace,
    param: keyParam,
    also: z
      .array(z.object({ in: keyPlace, param: keyParam }))
      .optional()
      .describe(
        'Further keys that the source wants together with this one; each is a credential of its own, named by its `param`.',
      ),
    description: authText,
  }),
  z.object({
    id: authId,
    name: authName,
    type: z.literal('bearer').describe('A token in the Authorization header: `account.token`.'),
    // One word, so that nothing else gets into the header.
    prefix: z
      .string()
      .regex(/^[A-Za-z][\w-]*$/)
      .optional()
      .describe('Word before the token where it is not `Bearer`.'),
    description: authText,
  }),
  z.object({
    id: authId,
    name: authName,
    type: z.literal('basic').describe('User name and password: `account.username`, `account.password`.'),
    description: authText,
  }),
  z.object({
    id: authId,
    name: authName,
    type: z.literal('oauth2').describe('A token that the studio gets and renews: `account.access_token`.'),
    description: authText,
    flows: z
      .array(oauthFlowSchema)
      .optional()
      .describe('Ways to get a token, the preferred one first; those that the addresses allow where absent.'),
    authorizationUrl: z.string().optional().describe('Where the user gives consent.'),
    tokenUrl: z.string().optional().describe('Where tokens are given out and renewed.'),
    deviceAuthorizationUrl: z.string().optional().describe('Where a device flow starts (RFC 8628).'),
    revocationUrl: z.string().optional().describe('Where a token is given back (RFC 7009).'),
    issuer: z
      .string()
      .optional()
      .describe('The addresses above are looked up there where they are absent (RFC 8414, OpenID Connect Discovery).'),
    scopes: z.array(z.string()).optional().describe('Scopes that are asked for, unless the connection names others.'),
    pkce: z.boolean().optional().describe('PKCE with S256 (RFC 7636); true where absent.'),
    clientAuth: z
      .enum(['none', 'client_secret_basic', 'client_secret_post'])
      .optional()
      .describe(
        'How the client proves itself to the token server; absent: `none` without a secret, else what the server takes.',
      ),
    authorizeParams: z
      .record(z.string(), z.string())
      .optional()
      .describe('Further parameters of the authorization address, such as `access_type: offline`.'),
  }),
]);
export type Authentication = z.infer<typeof authenticationSchema>;
export type OAuth2Authentication = Extract<Authentication, { type: 'oauth2' }>;
