import type { Market } from '../market.ts';
import type { Page } from '../paging.ts';
import type { ConnectorRow } from './object.ts';

/** Which connectors are wanted; filters combine with AND (FC-13, FC-40). */
export interface ConnectorFilter {
  readonly capability?: string | undefined;
  readonly kind?: string | undefined;
  readonly status?: ConnectorRow['status'] | undefined;
}

/** A page of a tenant's connectors, newest first, and one more where more follows. */
export function listConnectors(
  { store }: Pick<Market, 'store'>,
  tenant: string,
  { capability, kind, status }: ConnectorFilter,
  page: Page,
): Promise<ConnectorRow[]> {
  let query = store.db
    .selectFrom('connectors')
    .selectAll('connectors')
    .where('connectors.tenant', '=', tenant)
    .where('connectors.seq', '<', page.before);
  if (kind !== undefined) query = query.where('connectors.kind', '=', kind);
  if (status !== undefined) query = query.where('connectors.status', '=', status);
  if (capability !== undefined && kind === undefined && status === undefined) {
    // Alone it says which rows these are; looking at every connector for a rare one would take a hundred times as long.
    const { before, limit } = page;
    query = query.where('connectors.seq', 'in', (eb) =>
      eb
        .selectFrom('connector_capabilities')
        .select('connector_capabilities.connector_seq')
        .where('connector_capabilities.tenant', '=', tenant)
        .where('connector_capabilities.capability', '=', capability)
        .where('connector_capabilities.connector_seq', '<', before)
        .orderBy('connector_capabilities.connector_seq', 'desc')
        .limit(limit + 1),
    );
  } else if (capability !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('connector_capabilities')
          .select('connector_capabilities.connector_seq')
          .where('connector_capabilities.tenant', '=', tenant)
          .where('connector_capabilities.capability', '=', capability)
          .whereRef('connector_capabilities.connector_seq', '=', 'connectors.seq'),
      ),
    );
  }
  return query
    .orderBy('connectors.seq', 'desc')
    .limit(page.limit + 1)
    .execute();
}
