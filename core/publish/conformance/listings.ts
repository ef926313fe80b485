import semver from 'semver';
import { z } from 'zod';
import { archiveDigest, toContentDigest } from '../../package/index.ts';
import { type Api, codeOf, type Reply, said } from './api.ts';
import { type AuthType, connectorIdFor, packCheckConnector, suffixOf } from './connector.ts';
import { Contradiction, NotChecked } from './report.ts';

const latestSchema = z.object({ latest_version: z.string() });

/** Publishing is no part of the statements: where it is refused, what needs it is not looked at. */
const cannot = (reply: Reply): NotChecked =>
  new NotChecked(
    `a connector of its own cannot be published (${reply.status} ${said(reply)}): name a listing with --listing`,
  );

/** The version after the highest one: what changed does not matter then. */
async function versionAfter(api: Api, listing: string): Promise<string> {
  const reply = await api.send({ method: 'GET', path: `listings/${listing}` });
  const parsed = latestSchema.safeParse(reply.body);
  const next = parsed.success ? semver.inc(parsed.data.latest_version, 'major') : null;
  if (next === null) throw cannot(reply);
  return next;
}

/** Publishes a connector of the check, or finds it published by the check before; gives its listing. */
export async function publishOwn(api: Api, type: AuthType, key: string, source: string): Promise<string> {
  const suffix = suffixOf(key);
  const listing = `cn-${connectorIdFor(type, suffix)}`;
  let version = '1.0.0';
  for (const isLast of [false, true]) {
    const packed = await packCheckConnector(type, { suffix, source, version });
    if (!packed.ok) throw new Error(packed.error.message);
    const { bytes } = packed.value;
    const reply = await api.send({
      method: 'POST',
      path: `listings/${listing}/versions`,
      body: bytes,
      headers: {
        'content-type': 'application/vnd.connector+zip',
        'content-digest': toContentDigest(archiveDigest(bytes)),
      },
    });
    if (reply.status === 200 || reply.status === 201) break;
    // The same version holds something else: another source, or another studio made it.
    if (isLast || codeOf(reply) !== 'state_conflict') throw cannot(reply);
    version = await versionAfter(api, listing);
  }
  await change(api, listing, { status: 'live', price: null });
  return listing;
}

/** Changes what a listing of the check says; how is no part of the statements. */
export async function change(api: Api, listing: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const reply = await api.send({ method: 'PATCH', path: `listings/${listing}`, body });
  if (reply.status === 200) return;
  const message = `PATCH /v1/listings/{id} is not to be had here (${reply.status} ${said(reply)})`;
  throw reply.status >= 500 ? new Contradiction(message) : new NotChecked(message);
}
