import type { Store } from './database/index.ts';
import { timeOf } from './market.ts';

/**
 * Marks the names that a tenant publishes under as verified: whoever runs the marketplace has seen that it is who they say (A118).
 * A name that it takes later is not verified. Gives the names; none where it publishes nothing under a name.
 */
export const verifyPublisher = ({ transact }: Store, tenant: string): Promise<readonly string[]> =>
  transact('publishers', async (step) => {
    const rows = await step
      .selectFrom('listings')
      .select('publisher')
      .distinct()
      .where('tenant', '=', tenant)
      .where('publisher', 'is not', null)
      .orderBy('publisher')
      .execute();
    const names = rows.flatMap(({ publisher }) => (publisher === null ? [] : [publisher]));
    await step.deleteFrom('verified_publishers').where('tenant', '=', tenant).execute();
    const verified_at = timeOf(Date.now());
    for (const publisher of names)
      await step.insertInto('verified_publishers').values({ tenant, publisher, verified_at }).execute();
    return names;
  });

/** Takes the mark from a tenant; gives the names that had it. */
export const revokePublisher = ({ transact }: Store, tenant: string): Promise<readonly string[]> =>
  transact('publishers', async (step) => {
    const gone = await step
      .deleteFrom('verified_publishers')
      .where('tenant', '=', tenant)
      .returning('publisher')
      .execute();
    return gone.map(({ publisher }) => publisher).sort();
  });
