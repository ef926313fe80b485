import { createRandom, type Random } from '../../../shared/random.ts';
import type { Account, Product, User } from '../schemas/account.ts';
import type { Activity, Note } from '../schemas/activity.ts';
import type { Company } from '../schemas/company.ts';
import type { Contact } from '../schemas/contact.ts';
import type { Deal } from '../schemas/deal.ts';
import { createActivities, createNotes } from './activities.ts';
import { createCompanies } from './companies.ts';
import { createDeals } from './deals.ts';
import { createAccount, createContacts, createUsers, toAddressPart } from './people.ts';
import { productNames } from './words.ts';

/** Rows of each resource. */
const counts = { users: 14, companies: 240, contacts: 420, deals: 360, activities: 900 } as const;

/** Everything the demo API knows; lives in memory, the same after each start with the same seed. */
export interface Store {
  readonly account: Account;
  readonly users: readonly User[];
  readonly companies: readonly Company[];
  readonly products: readonly Product[];
  readonly activities: readonly Activity[];
  readonly notes: Note[];
  readonly deals: Deal[];
  readonly contacts: Contact[];
  /** The next id of a contact: the n-th contact written after a start always has the same id. */
  nextContactId(): number;
}

function createProducts(random: Random): Product[] {
  return productNames.map((name, index) => ({
    id: index + 1,
    sku: `${toAddressPart(name).toUpperCase()}-${String(index + 1).padStart(3, '0')}`,
    name,
    price: random.integer(1, 120) * 5 - 0.1,
    unit: random.pick(['month', 'month', 'once', 'day'] as const),
    active: random.chance(0.9),
    description: random.chance(0.5) ? `${name}, as in the price list.` : null,
  }));
}

export function createStore(seed: number): Store {
  const stream = (name: string): Random => createRandom(seed, name);
  const users = createUsers(stream('users'), counts.users);
  const [first] = users;
  if (first === undefined) throw new Error('the demo account has no user');
  const companies = createCompanies(stream('companies'), counts.companies, users);
  const contacts = createContacts(stream('contacts'), counts.contacts, companies, users);
  let lastContactId = contacts.length;
  return {
    account: createAccount(first),
    users,
    companies,
    contacts,
    products: createProducts(stream('products')),
    deals: createDeals(stream('deals'), counts.deals, companies, contacts),
    activities: createActivities(stream('activities'), counts.activities, contacts, users),
    notes: createNotes(stream('notes'), contacts, users),
    nextContactId: () => ++lastContactId,
  };
}
