import type { Random } from '../../../shared/random.ts';
import type { User } from '../schemas/account.ts';
import { type Company, industries } from '../schemas/company.ts';
import { momentSince, pastMoment } from './dates.ts';
import { toAddressPart } from './people.ts';
import { firmKinds, firmWords, places } from './words.ts';

/** Names are unique, so that each has a domain of its own. */
export function createCompanies(random: Random, count: number, users: readonly User[]): Company[] {
  const taken = new Set<string>();
  const newName = (): string => {
    for (;;) {
      const name = `${random.pick(firmWords)} ${random.pick(firmKinds)}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
  return Array.from({ length: count }, (_, index) => {
    const name = newName();
    const domain = `${toAddressPart(name)}.example`;
    const employees = random.chance(0.9) ? random.integer(3, 4000) : null;
    const [city, country] = random.pick(places);
    const created = pastMoment(random, 1400);
    return {
      id: index + 1,
      name,
      domain,
      website: `https://www.${domain}`,
      industry: random.pick(industries),
      employees,
      annual_revenue: employees !== null && random.chance(0.75) ? employees * random.integer(60, 240) * 1000 : null,
      city,
      country,
      owner_id: random.pick(users).id,
      created_at: created,
      updated_at: momentSince(random, created),
    };
  });
}
