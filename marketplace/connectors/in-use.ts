import { marketplaceLimits } from '../../shared/limits.ts';
import type { Step } from '../database/index.ts';
import { type Refusal, refuse } from '../errors.ts';
import { namesOf } from '../objects.ts';
import type { ConnectorRow } from './object.ts';

/** Which of these capabilities no other connected connector of the tenant has. */
async function onlyHere(
  step: Step,
  { tenant, seq, status }: ConnectorRow,
  own: readonly string[],
): Promise<readonly string[]> {
  // What was never connected does nothing for anyone.
  if (status === 'pending_auth' || own.length === 0) return [];
  const others = await step
    .selectFrom('connector_capabilities')
    .innerJoin('connectors', 'connectors.seq', 'connector_capabilities.connector_seq')
    .select('connector_capabilities.capability')
    .distinct()
    .where('connector_capabilities.tenant', '=', tenant)
    .where('connector_capabilities.capability', 'in', own)
    .where('connector_capabilities.connector_seq', '!=', seq)
    .where('connectors.status', '=', 'connected')
    .execute();
  const elsewhere = new Set(others.map(({ capability }) => capability));
  return own.filter((capability) => !elsewhere.has(capability));
}

interface Dependent {
  readonly id: string;
  readonly name: string;
  /** Which of the capabilities it needs. */
  readonly needs: readonly string[];
}

/** Active operators that need one of these capabilities (FC-57). */
async function dependents(step: Step, tenant: string, capabilities: readonly string[]): Promise<readonly Dependent[]> {
  if (capabilities.length === 0) return [];
  const rows = await step
    .selectFrom('operators')
    .select(['id', 'name', 'capabilities'])
    .where('tenant', '=', tenant)
    .where('status', '=', 'active')
    .orderBy('seq', 'asc')
    .execute();
  return rows
    .map(({ id, name, capabilities: all }) => {
      const own = new Set(namesOf(all));
      return { id, name, needs: capabilities.filter((one) => own.has(one)) };
    })
    .filter(({ needs }) => needs.length > 0);
}

function inUse(id: string, all: readonly Dependent[]): Refusal {
  const named = all.slice(0, marketplaceLimits.namedOperators);
  const needed = [...new Set(all.flatMap(({ needs }) => needs))].join(', ');
  const more = all.length > named.length ? ` and ${all.length - named.length} more` : '';
  const names = `${named.map((one) => one.id).join(', ')}${more}`;
  const message = `${needed} is fulfilled only by ${id}; operators ${names} depend on it.`;
  return {
    ...refuse(409, 'connector_in_use', message),
    details: { operators: named.map((one) => ({ id: one.id, name: one.name })) },
  };
}

/**
 * Why a connector cannot lose these of its capabilities: an active operator needs one that no other connected connector has
 * (FC-57). undefined where it can.
 */
export async function lossRefusal(
  step: Step,
  row: ConnectorRow,
  lost: readonly string[] = namesOf(row.capabilities),
): Promise<Refusal | undefined> {
  const needing = await dependents(step, row.tenant, await onlyHere(step, row, lost));
  return needing.length === 0 ? undefined : inUse(row.id, needing);
}
