import type { Market } from '../market.ts';
import type { Page } from '../paging.ts';
import type { ConnectorRow } from './object.ts';

/** Which connectors are wanted; filters combine with AND (FC-13, FC-40). */
export interface ConnectorFilter {
  readonly capability?: string | undefined;
  readonly kind?: string | undefined;
  readonly status?: ConnectorRow['status'] | undefined;
}

/** Few connectors are not connected: their status says more of them than a capability does, which many may have. */
const isRare = (status: ConnectorFilter['status']): boolean => status !== undefined && status !== 'connected';

/** Connectors that have a capability, found by it; SQLite reads joined tables in the order that CROSS JOIN says. */
const having = ({ db }: Market['store'], tenant: string, capability: string) =>
  db
    .selectFrom('connector_capabilities as having')
    .crossJoin('connectors')
    .selectAll('connectors')
    .where('having.tenant', '=', tenant)
    .where('having.capability', '=', capability)
    .whereRef('connectors.seq', '=', 'having.connector_seq');

/**
 * Asks for a page of a tenant's connectors, newest first, and one more where more follows. Which filter leads is not left to SQLite,
 * which cannot know what is rare: looking at all connectors for a capability of few takes a hundred times as long.
 */
export function listConnectors(
  { store }: Pick<Market, 'store'>,
  tenant: string,
  { capability, kind, status }: ConnectorFilter,
  { before, limit }: Page,
) {
  if (capability !== undefined && !isRare(status)) {
    let able = having(store, tenant, capability).where('having.connector_seq', '<', before);
    if (kind !== undefined) able = able.where('connectors.kind', '=', kind);
    if (status !== undefined) able = able.where('connectors.status', '=', status);
    return able.orderBy('having.connector_seq', 'desc').limit(limit + 1);
  }
  let query = store.db
    .selectFrom('connectors')
    .selectAll('connectors')
    .where('connectors.tenant', '=', tenant)
    .where('connectors.seq', '<', before);
  if (kind !== undefined) query = query.where('connectors.kind', '=', kind);
  if (status !== undefined) query = query.where('connectors.status', '=', status);
  if (capability !== undefined)
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
  return query.orderBy('connectors.seq', 'desc').limit(limit + 1);
}
