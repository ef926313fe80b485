import type { Random } from '../../../shared/random.ts';
import type { Company } from '../schemas/company.ts';
import type { Contact } from '../schemas/contact.ts';
import { type Deal, dealStages } from '../schemas/deal.ts';
import { dayAfter, momentSince, pastMoment } from './dates.ts';
import { dealNames } from './words.ts';

/** Chance to win per stage, in percent. */
export const probabilityOf = { new: 10, qualified: 25, proposal: 50, negotiation: 75, won: 100, lost: 0 } as const;

export function createDeals(
  random: Random,
  count: number,
  companies: readonly Company[],
  contacts: readonly Contact[],
): Deal[] {
  return Array.from({ length: count }, (_, index) => {
    const company = random.pick(companies);
    const colleagues = contacts.filter((contact) => contact.company_id === company.id);
    const stage = random.pick(dealStages);
    const created = pastMoment(random, 700);
    const updated = momentSince(random, created);
    const closed = stage === 'won' || stage === 'lost';
    return {
      // The number at the end keeps ids unique whatever the letters are.
      id: `dl_${random.text(5)}${String(index).padStart(4, '0')}`,
      name: `${company.name}: ${random.pick(dealNames)}`,
      stage,
      amount: random.integer(8, 900) * 100 + random.pick([0, 0, 0, 50, 99.5]),
      currency: random.pick(['EUR', 'EUR', 'GBP', 'USD'] as const),
      probability: probabilityOf[stage],
      company_id: company.id,
      contact_id: colleagues.length > 0 ? random.pick(colleagues).id : null,
      owner_id: company.owner_id,
      expected_close_on: random.chance(0.85) ? dayAfter(created, random.integer(14, 180)) : null,
      closed_at: closed ? updated : null,
      created_at: created,
      updated_at: updated,
    };
  });
}
