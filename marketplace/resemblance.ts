import type { ExpressionBuilder } from 'kysely';
import type { Step, Store, Tables } from './database/index.ts';
import { isClose, likenessOf, neighboursOf } from './likeness.ts';

type Kind = Tables['neighbours']['kind'];

/** A listing as others may take it for theirs. */
interface Named {
  readonly seq: number;
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
}

const ownId = (id: string): string => id.slice('cn-'.length);

/** Held while a listing gets a name, so that of two that get the same at once one sees the other. */
export const namesLock = 'names of listings';

/** Candidates that are read at once: few names have more. */
const PAGE = 200;

const textOf = (kind: Kind, { id, name, publisher }: { id: string; name: string; publisher: string | null }): string =>
  kind === 'id' ? ownId(id) : kind === 'name' ? name : (publisher ?? '');

interface Sought {
  readonly kind: Kind;
  readonly text: string;
  readonly tenant: string;
  /** Only listings before this one. */
  readonly before?: number | undefined;
}

/** Listings of other tenants, but for those that are taken for one of this tenant themselves. */
const isOther = (eb: ExpressionBuilder<Pick<Tables, 'listings'>, 'listings'>, { tenant, before }: Sought) =>
  eb.and([
    eb('listings.tenant', '<>', tenant),
    ...(before === undefined ? [] : [eb('listings.seq', '<', before)]),
    eb.not(
      eb.exists(
        eb
          .selectFrom('listings as mine')
          .select('mine.seq')
          .whereRef('mine.id', '=', 'listings.resembles')
          .where('mine.tenant', '=', tenant),
      ),
    ),
  ]);

/** The first listing of another tenant whose id, name or publisher is close to a text; found by what close names share. */
async function findClose(step: Step, sought: Sought) {
  const { kind, text } = sought;
  const neighbours = neighboursOf(text);
  let after = 0;
  while (neighbours.length > 0) {
    const page = await step
      .selectFrom('neighbours')
      .innerJoin('listings', 'listings.seq', 'neighbours.listing_seq')
      .select(['listings.seq', 'listings.id', 'listings.name', 'listings.publisher'])
      .distinct()
      .where('neighbours.kind', '=', kind)
      .where('neighbours.text', 'in', neighbours)
      .where('listings.seq', '>', after)
      .where((eb) => isOther(eb, sought))
      .orderBy('listings.seq')
      .limit(PAGE)
      .execute();
    const found = page.find((one) => isClose(text, textOf(kind, one)));
    if (found || page.length < PAGE) return found;
    after = page.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER;
  }
  return undefined;
}

const columns = { id: 'id_likeness', name: 'likeness', publisher: 'publisher_likeness' } as const;

const findAlike = (step: Step, sought: Sought) =>
  step
    .selectFrom('listings')
    .select(['seq', 'id'])
    .where(columns[sought.kind], '=', likenessOf(sought.text))
    .where((eb) => isOther(eb, sought))
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();

type NeighbourRow = Tables['neighbours'];

const rowsOf = (listing_seq: number, kind: Kind, text: string): NeighbourRow[] =>
  neighboursOf(text).map((one) => ({ kind, text: one, listing_seq }));

async function addNeighbours(step: Step, rows: readonly NeighbourRow[]): Promise<void> {
  if (rows.length > 0) await step.insertInto('neighbours').values(rows).execute();
}

/** How a listing got its name: with its first version, with a later one, or before anyone compared names. */
type Naming = 'new' | 'renamed' | 'older';

/**
 * Keeps the name and the id of a listing to be compared with, and notes which listing of another tenant it may be taken for
 * (A118): the oldest that has such a name by now, or had such an id before. Under `namesLock`.
 */
export async function noteNames(step: Step, { seq, id, name, tenant }: Named, naming: Naming): Promise<void> {
  const byName = { kind: 'name', text: name, tenant, before: naming === 'older' ? seq : undefined } as const;
  const byId = { kind: 'id', text: ownId(id), tenant, before: seq } as const;
  const found: { seq: number; id: string }[] = [];
  for (const one of [byName, byId]) {
    const all = [await findAlike(step, one), await findClose(step, one)];
    found.push(...all.filter((other) => other !== undefined));
  }
  const [first] = found.sort((a, b) => a.seq - b.seq);
  if (naming === 'renamed')
    await step.deleteFrom('neighbours').where('listing_seq', '=', seq).where('kind', '=', 'name').execute();
  const rows = rowsOf(seq, 'name', name);
  await addNeighbours(step, naming === 'renamed' ? rows : [...rows, ...rowsOf(seq, 'id', ownId(id))]);
  await step
    .updateTable('listings')
    .set({ resembles: first?.id ?? null, is_compared: 1 })
    .where('seq', '=', seq)
    .execute();
}

/** Whether another tenant has a publisher's name that looks like this one. */
export async function isTakenPublisher(step: Step, tenant: string, publisher: string): Promise<boolean> {
  const sought = { kind: 'publisher', text: publisher, tenant } as const;
  return ((await findAlike(step, sought)) ?? (await findClose(step, sought))) !== undefined;
}

/** Keeps the publisher's name of a listing to be compared with; null for none. */
export async function notePublisher(step: Step, seq: number, publisher: string | null): Promise<void> {
  await step.deleteFrom('neighbours').where('listing_seq', '=', seq).where('kind', '=', 'publisher').execute();
  await addNeighbours(step, publisher === null ? [] : rowsOf(seq, 'publisher', publisher));
}

/** Compares the listings of an older server, the oldest first, each with those before it. */
export async function compareOlder({ db, transact, lock }: Store): Promise<void> {
  const older = await db.selectFrom('listings').select('seq').where('is_compared', '=', 0).orderBy('seq').execute();
  for (const { seq } of older)
    await transact('older names', async (step) => {
      await lock(step, namesLock);
      const row = await step.selectFrom('listings').selectAll().where('seq', '=', seq).executeTakeFirst();
      if (!row || row.is_compared === 1) return;
      await noteNames(step, row, 'older');
      await notePublisher(step, seq, row.publisher);
    });
}
