import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/index.ts';
import { namesOf } from '../objects.ts';
import { listingId, priceSchema } from '../schemas.ts';

/** An installed connector as stored. */
export type ConnectorRow = Selectable<Tables['connectors']>;

const time = z.iso.datetime();
/** Id of an installed connector; that of a listing is `cn-…`. */
export const connectorId = z
  .string()
  .max(40)
  .regex(/^cn_[0-9a-f]+$/);
export const connectorParams = z.object({ id: connectorId });
export const connectorStatus = z.enum(['connected', 'pending_auth', 'error']);
export const connectorKind = z.enum(['saas', 'hardware']);

const toolSchema = z.object({ name: z.string(), side_effect: z.boolean() });
const toolsSchema = z.array(toolSchema);

/** An installed connector as clients see it (section 2.5 of the contract, with `version` and `reason`). */
export const connectorSchema = z.object({
  id: connectorId,
  object: z.literal('connector'),
  listing: listingId,
  version: z.string(),
  name: z.string(),
  kind: connectorKind,
  transport: z.literal('mcp'),
  capabilities: z.array(z.string()),
  tools: toolsSchema,
  auth: z.object({ type: z.enum(['api_key', 'oauth2', 'basic', 'none']), hint: z.string().nullable() }),
  status: connectorStatus,
  /** Why it is in `error`, one sentence. */
  reason: z.string().nullable(),
  created_at: time,
  last_synced_at: time.nullable(),
});
export type ConnectorObject = z.infer<typeof connectorSchema>;

/** A row of a list (FC-13): everything but the tools, of which a connector may have hundreds. */
export const connectorSummarySchema = connectorSchema.omit({ tools: true });

/** Answer to an installation: the connector, and what only concerns installing it (FC-41, FC-58, FL-14). */
export const installedSchema = connectorSchema.extend({
  authorize_url: z.url().optional(),
  price: priceSchema.nullable(),
  /** Why the installed version should no longer be used; null where it may be. */
  deprecated: z.string().nullable(),
});
export type InstalledObject = z.infer<typeof installedSchema>;

/** A connector without its tools, which a list need not read. */
export function toSummary(row: ConnectorRow): Omit<ConnectorObject, 'tools'> {
  return {
    id: row.id,
    object: 'connector',
    listing: row.listing,
    version: row.version,
    name: row.name,
    kind: connectorKind.parse(row.kind),
    transport: 'mcp',
    capabilities: namesOf(row.capabilities),
    auth: { type: row.auth_type, hint: row.hint },
    status: row.status,
    reason: row.reason,
    created_at: row.created_at,
    last_synced_at: row.last_synced_at,
  };
}

export const toConnector = (row: ConnectorRow): ConnectorObject => ({
  ...toSummary(row),
  tools: toolsSchema.parse(JSON.parse(row.tools_json)),
});
