import type { Subject } from '../execute/session.ts';
import type { Market } from '../market.ts';
import { type Credentials, readCredentials, type SealedSecrets, sealedSecrets, settingsOf } from './credentials.ts';
import type { ConnectorRow } from './object.ts';
import { type Published, readPublished } from './published.ts';

/** The connector of a tenant; undefined for an unknown id and for one of another tenant alike (FC-51, A113). */
export const findConnector = ({ store }: Pick<Market, 'store'>, tenant: string, id: string) =>
  store.db.selectFrom('connectors').selectAll().where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst();

/** An installed connector, ready to be called with its own credentials. */
export interface Installed {
  readonly published: Published;
  readonly subject: Subject;
  readonly secrets: SealedSecrets;
  /** Settings that may be read, and what is sealed beside them, as they were when it was opened. */
  readonly settings: Credentials['fields'];
  readonly credentials: Credentials;
}

export async function openInstalled(market: Market, row: ConnectorRow): Promise<Installed> {
  const { id, name, tenant, listing, version, auth_id: auth } = row;
  const published = await readPublished(market, listing, version);
  if (!published) throw new Error(`${id} is of ${listing} ${version}, which is not published`);
  const vault = await market.vault.of(tenant);
  const credentials = readCredentials(vault, id, row.sealed);
  const secrets = sealedSecrets(market.store, vault, id);
  const settings = settingsOf(row.config_json);
  const subject: Subject = {
    ...{ tenant, id, name, auth, secrets, files: published.files, manifest: published.manifest },
    fields: { ...settings, ...credentials.fields },
    secretFields: Object.keys(credentials.secrets),
  };
  return { published, subject, secrets, settings, credentials };
}

/** What a session noted by itself: how the present token was got, and when it ends. */
export async function keepNoted({ subject, secrets }: Installed, fields: Subject['fields']): Promise<void> {
  const noted = Object.entries(fields).filter(([name, value]) => subject.fields[name] !== value);
  if (noted.length > 0) await secrets.note(Object.fromEntries(noted));
}
