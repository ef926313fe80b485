import { expect, it } from 'vitest';
import { publicationLimits, tenantLimits } from '../limits.ts';
import { installStepsSchema, tenantsSchema } from './publish.ts';
import { tenantName } from './tenants.ts';

const step = { mode: 'none', tenant: 'ten_1' } as const;

it.each([
  ['characters of the name of a tenant', tenantName, (n: number) => 'x'.repeat(n), tenantLimits.nameChars],
  ['installs of a publication', installStepsSchema, (n: number) => Array(n).fill(step), publicationLimits.installs],
  ['tenants of a preview', tenantsSchema, (n: number) => Array(n).fill('ten_1'), publicationLimits.installs],
])('%s: as many as the limit says, and no more', (_, schema, make, limit) => {
  expect(schema.safeParse(make(limit)).success).toBe(true);
  expect(schema.safeParse(make(limit + 1)).error?.issues[0]).toMatchObject({ code: 'too_big', maximum: limit });
});
