import { z } from 'zod';

/** The connector of the contract (section 2.5). Further members may come (FC-5). */
export const connectorSchema = z.object({
  id: z.string(),
  object: z.literal('connector'),
  listing: z.string(),
  name: z.string(),
  kind: z.enum(['saas', 'hardware']),
  transport: z.literal('mcp'),
  capabilities: z.array(z.string()),
  tools: z.array(z.object({ name: z.string(), side_effect: z.boolean() })),
  auth: z.object({ type: z.string(), hint: z.string().nullish() }),
  status: z.string(),
  created_at: z.string(),
  last_synced_at: z.string().nullable(),
});
export type Connector = z.infer<typeof connectorSchema>;

/** The seed's answer to an installation leaves `tools` away. */
export const installedSchema = connectorSchema
  .partial({ tools: true })
  .extend({ authorize_url: z.string().optional() });

/** List items may be summaries (FC-13). */
export const listSchema = z.object({
  object: z.literal('list'),
  data: z.array(
    connectorSchema
      .pick({ id: true, object: true, listing: true, name: true, kind: true, capabilities: true, status: true })
      .extend({ created_at: z.string().optional() }),
  ),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
});
export type ConnectorList = z.infer<typeof listSchema>;

export const testSchema = z.object({
  object: z.literal('connector_test'),
  connector_id: z.string(),
  status: z.string(),
  results: z.array(
    z.object({
      tool: z.string(),
      mode: z.enum(['live', 'dry_run']),
      ok: z.boolean(),
      latency_ms: z.number().nonnegative(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
    }),
  ),
  tested_at: z.string(),
});

export const deletedSchema = z.object({ id: z.string(), object: z.literal('connector'), deleted: z.literal(true) });

/** Anything at all: only the status counts. */
export const anything = z.unknown();
