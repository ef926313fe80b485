import type { Random } from '../../../shared/random.ts';
import type { Account, User } from '../schemas/account.ts';
import type { Company } from '../schemas/company.ts';
import type { Contact } from '../schemas/contact.ts';
import { lifecycleStages } from '../schemas/contact.ts';
import { momentSince, pastMoment } from './dates.ts';
import { firstNames, jobTitles, lastNames, places, streets, tags } from './words.ts';

/** Text as it may stand in an address: lower case, no accents, no spaces. */
export const toAddressPart = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');

export function createUsers(random: Random, count: number): User[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
    return {
      id: index + 1,
      name,
      email: `${toAddressPart(name).replaceAll('-', '.')}${index + 1}@demo-crm.example`,
      role: index === 0 ? 'admin' : random.pick(['manager', 'agent', 'agent'] as const),
      active: index === 0 || random.chance(0.85),
    };
  });
}

export const createAccount = (user: User): Account => ({
  id: 'acc_demo',
  name: 'Demo CRM',
  plan: 'business',
  time_zone: 'Europe/London',
  user,
});

/** Companies come first: a contact may work for one of them. */
export function createContacts(
  random: Random,
  count: number,
  companies: readonly Company[],
  users: readonly User[],
): Contact[] {
  return Array.from({ length: count }, (_, index) => {
    const id = index + 1;
    const first = random.pick(firstNames);
    const last = random.pick(lastNames);
    const company = random.chance(0.92) ? random.pick(companies) : null;
    const [city, country, dialling] = random.pick(places);
    const created = pastMoment(random, 1100);
    return {
      id,
      first_name: random.chance(0.97) ? first : null,
      last_name: last,
      // The number keeps two people of one name apart.
      email: `${toAddressPart(first)}.${toAddressPart(last)}${id}@${company?.domain ?? 'mail.example'}`,
      phone: random.chance(0.8) ? `+${dialling} 555 0${random.integer(100, 999)} ${random.integer(100, 999)}` : null,
      job_title: random.chance(0.88) ? random.pick(jobTitles) : null,
      company_id: company?.id ?? null,
      owner_id: random.pick(users).id,
      lifecycle_stage: random.pick(lifecycleStages),
      tags: tags.filter(() => random.chance(0.15)),
      address: random.chance(0.7)
        ? {
            street: `${random.integer(1, 180)} ${random.pick(streets)}`,
            city,
            postal_code: random.chance(0.9) ? String(random.integer(10_000, 99_999)) : null,
            country,
          }
        : null,
      newsletter: random.chance(0.4),
      created_at: created,
      updated_at: momentSince(random, created),
    };
  });
}
