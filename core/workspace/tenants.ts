import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { tenantLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Faults } from './faults.ts';
import { touchSql } from './marketplaces.ts';
import { namedById, readRowsOrWarn } from './rows.ts';
import type { StoredTenant, TenantStore } from './types.ts';

const tenantRow = z.object({
  id: z.string(),
  marketplace: z.string(),
  name: z.string(),
  secret: z.string(),
}) satisfies z.ZodType<StoredTenant>;

const taken = (marketplace: string, name: string): Result<never> =>
  fail('input', 'tenant_exists', `${marketplace} has a tenant ${name} here already: choose another name.`);

/** Tenants of marketplaces, never with a key. */
export function createTenantStore(db: Database, faults: Faults): TenantStore {
  const list = db.prepare('SELECT * FROM tenants WHERE marketplace = ? OR ? IS NULL ORDER BY marketplace, name');
  const one = db.prepare('SELECT * FROM tenants WHERE id = ?');
  const named = db.prepare('SELECT 1 FROM tenants WHERE marketplace = ? AND name = ?');
  const count = db.prepare('SELECT count(*) FROM tenants WHERE marketplace = ?').pluck();
  const put = db.prepare('INSERT INTO tenants (id, marketplace, name, secret) VALUES (?, ?, ?, ?)');
  const rename = db.prepare('UPDATE tenants SET name = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM tenants WHERE id = ?');
  const touch = db.prepare(touchSql);
  const read = (rows: readonly unknown[]) => readRowsOrWarn(rows, tenantRow, namedById('The tenant'));
  const get = (id: string): Result<StoredTenant> => {
    const [found] = read(one.all(id));
    return found
      ? ok(found)
      : fail('input', 'unknown_tenant', `There is no tenant ${JSON.stringify(id.slice(0, 80))}: add it first.`);
  };
  return {
    list: (marketplace) =>
      faults.value(() => {
        const where = marketplace ?? null;
        return read(list.all(where, where));
      }),
    get: (id) => faults.result(() => get(id)),
    add: (marketplace, name) =>
      faults.result(() =>
        db
          .transaction((): Result<StoredTenant> => {
            if (named.get(marketplace, name) !== undefined) return taken(marketplace, name);
            if (Number(count.get(marketplace)) >= tenantLimits.tenants) {
              return fail(
                'input',
                'too_many_tenants',
                `${marketplace} has ${tenantLimits.tenants} tenants here already: remove one first.`,
              );
            }
            touch.run(marketplace);
            const id = `ten_${randomBytes(9).toString('hex')}`;
            const tenant = { id, marketplace, name, secret: `marketplace/${marketplace}#${id}` };
            put.run(tenant.id, tenant.marketplace, tenant.name, tenant.secret);
            return ok(tenant);
          })
          .immediate(),
      ),
    rename: (id, name) =>
      faults.result(() =>
        db
          .transaction((): Result<StoredTenant> => {
            const found = get(id);
            if (!found.ok || found.value.name === name) return found;
            if (named.get(found.value.marketplace, name) !== undefined) return taken(found.value.marketplace, name);
            rename.run(name, id);
            return ok({ ...found.value, name });
          })
          .immediate(),
      ),
    remove: (id) => faults.value(() => remove.run(id).changes > 0),
  };
}
