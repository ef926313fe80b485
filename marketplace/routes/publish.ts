import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  archiveDigest,
  checkConnector,
  fromContentDigest,
  toContentDigest,
  unpackConnector,
} from '../../core/package/index.ts';
import { marketplaceLimits, packageLimits } from '../../shared/limits.ts';
import { changelogPath, noteOf } from '../../shared/versions/index.ts';
import { tenantOf } from '../access.ts';
import type { MarketApp } from '../app.ts';
import { type Refusal, refuse, sendRefusal } from '../errors.ts';
import type { Market } from '../market.ts';
import { publish, type Upload } from '../publish.ts';
import { listingParams, publishedSchema } from '../schemas.ts';

const headers = z.object({
  'content-digest': z.string(),
  'idempotency-key': z.string().min(1).max(marketplaceLimits.idempotencyKeyChars).optional(),
});

/** What of an archive is told in the catalogue. */
type Told = Pick<Upload, 'manifest' | 'changelog'>;

/** Reads the archive; every fault of it is a refusal with the reason. */
async function readPackage(archive: Uint8Array, listing: string): Promise<Told | Refusal> {
  const files = await unpackConnector(archive);
  if (!files.ok) return refuse(422, 'invalid_package', files.error.message);
  const manifest = checkConnector(files.value, { files: packageLimits.entries, fileBytes: packageLimits.entryBytes });
  if (!manifest.ok) return refuse(422, 'invalid_package', manifest.error.message);
  const { id, version } = manifest.value;
  if (`cn-${id}` !== listing) {
    return refuse(422, 'invalid_package', `The package is of cn-${id}, but it was sent to ${listing}.`);
  }
  const changelog = files.value.find(({ path }) => path === changelogPath)?.text;
  return {
    manifest: manifest.value,
    changelog: noteOf(changelog, version).slice(0, marketplaceLimits.changelogChars) || null,
  };
}

async function readUpload(request: FastifyRequest, tenant: string): Promise<Upload | Refusal> {
  const params = listingParams.safeParse(request.params);
  if (!params.success) return refuse(400, 'invalid_parameter', 'A listing is named cn-<connector id>.');
  const { 'content-digest': stated, 'idempotency-key': key } = request.headers;
  if (stated === undefined) {
    return refuse(400, 'missing_parameter', 'Send the header Content-Digest: sha-256=:<base64>: (RFC 9530).');
  }
  const parsed = headers.safeParse({ 'content-digest': stated, 'idempotency-key': key });
  if (!parsed.success) {
    const message = `Idempotency-Key must have 1 to ${marketplaceLimits.idempotencyKeyChars} characters.`;
    return refuse(400, 'invalid_parameter', message);
  }
  if (!(request.body instanceof Uint8Array) || request.body.byteLength === 0) {
    return refuse(400, 'missing_parameter', 'Send the archive as the body.');
  }
  const digest = archiveDigest(request.body);
  if (fromContentDigest(parsed.data['content-digest']) !== digest) {
    const message = `Content-Digest does not fit the body that arrived, which is ${toContentDigest(digest)}.`;
    return refuse(400, 'digest_mismatch', message);
  }
  const told = await readPackage(request.body, params.data.id);
  if ('status' in told) return told;
  return {
    tenant,
    listing: params.data.id,
    ...told,
    archive: request.body,
    digest,
    idempotencyKey: parsed.data['idempotency-key'],
    requestId: request.id,
  };
}

const archiveTypes: readonly string[] = ['application/vnd.connector+zip', 'application/octet-stream'];

/** JSON is read elsewhere; here it is refused before any of it is. */
async function requireArchive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (archiveTypes.includes(type)) return undefined;
  const message = `Send the archive as ${archiveTypes.join(' or ')}.`;
  return sendRefusal(request, reply, refuse(415, 'unsupported_media_type', message));
}

/** `POST /v1/listings/{id}/versions`: 201 for a new version, 200 with `created: false` where it stood there already. */
export function registerPublish(app: MarketApp, market: Market): void {
  app.route({
    method: 'POST',
    url: '/v1/listings/:id/versions',
    config: { scope: 'connectors:write' },
    schema: {
      operationId: 'publishVersion',
      summary: 'Publishes a version: the body is its archive',
      consumes: ['application/vnd.connector+zip'],
      response: { 200: publishedSchema, 201: publishedSchema },
    },
    onRequest: requireArchive,
    handler: async (request, reply) => {
      const upload = await readUpload(request, tenantOf(request));
      if ('status' in upload) return sendRefusal(request, reply, upload);
      const outcome = await publish(market, upload);
      if (outcome.kind === 'refused') return sendRefusal(request, reply, outcome.refusal);
      if (outcome.kind === 'again') {
        reply.header('x-request-id', outcome.requestId);
        return reply.code(200).send(outcome.version);
      }
      const created = outcome.kind === 'created';
      return reply.code(created ? 201 : 200).send({ ...outcome.version, created });
    },
  });
}
