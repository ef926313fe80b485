import { describe, expect, it } from 'vitest';
import { publicationLimits, tenantLimits } from '../../shared/limits.ts';
import type { StoredPublication } from './publication-record.ts';
import { temporaryWorkspace, unwrap } from './testing/temporary.ts';

const publication = (n: number, state: StoredPublication['state']): StoredPublication => ({
  ...{ id: `pub_${n}`, kind: 'publish', connector: 'crm', marketplace: 'https://market.example.com' },
  ...{ listing: 'cn-crm', version: '1.0.0', digest: null, state, stages: [], waits: null },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
  ...{ ready: true, revision: 1, givenUp: false },
});

describe('the outbox', () => {
  it('takes so many publications that are not over, then none until one is', () => {
    const { publications } = temporaryWorkspace();
    const { waiting } = publicationLimits;
    for (let n = 0; n < waiting; n++) unwrap(publications.add(publication(n, 'waiting'), undefined));
    expect(publications.add(publication(waiting, 'waiting'), undefined)).toMatchObject({
      ok: false,
      error: { code: 'outbox_full', message: expect.stringContaining(String(waiting)) },
    });
    unwrap(publications.change('pub_0', (one) => ({ ...one, state: 'done' })));
    unwrap(publications.add(publication(waiting, 'waiting'), undefined));
  });

  it('keeps so many; the oldest that are over make room, never one that waits', () => {
    const { publications } = temporaryWorkspace();
    const { kept } = publicationLimits;
    unwrap(publications.add(publication(0, 'waiting'), undefined));
    for (let n = 1; n < kept; n++) unwrap(publications.add(publication(n, 'done'), undefined));
    expect(publications.list()).toHaveLength(kept);
    unwrap(publications.add(publication(kept, 'done'), undefined));
    const ids = publications.list().map(({ id }) => id);
    expect(ids).toHaveLength(kept);
    expect([ids.includes('pub_0'), ids.includes('pub_1'), ids.includes(`pub_${kept}`)]).toEqual([true, false, true]);
  });
});

it('a marketplace has so many tenants, another one has its own', () => {
  const { tenants } = temporaryWorkspace();
  const [here, there] = ['https://market.example.com', 'https://other.example.com'];
  for (let n = 0; n < tenantLimits.tenants; n++) unwrap(tenants.add(here, `tenant ${n}`));
  expect(tenants.add(here, 'one more')).toMatchObject({
    ok: false,
    error: { code: 'too_many_tenants', message: expect.stringContaining(String(tenantLimits.tenants)) },
  });
  unwrap(tenants.add(there, 'one more'));
});
