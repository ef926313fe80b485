import { ok, type Result } from '../../shared/result.ts';
import type { EntityPlan } from '../generate/plan.ts';
import { firstValues } from './paging.ts';
import { Reader, type Source } from './reader.ts';
import { fieldOf } from './rows.ts';
import type { NoPage, Row, Values } from './types.ts';

/** Why there is no place to read a list at: nothing to send, or a parent that could not be read. */
export interface NoPlace {
  readonly verdict: 'skipped' | 'failed';
  readonly why: string;
}

const no = (verdict: NoPlace['verdict'], why: string): Result<never, NoPlace> => ({
  ok: false,
  error: { verdict, why },
});

const asValue = (value: unknown): string | number | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : undefined;

/** A row of a parent, with the place that the parent was read at. */
interface Above {
  readonly row: Row;
  readonly place: Values;
}

function placeOf(plan: EntityPlan, { row, place }: Above): Values | undefined {
  const entries = plan.bindings.map((binding): readonly [string, string | number | undefined] => [
    binding.place.name,
    binding.kind === 'place' ? place[binding.of.name] : asValue(fieldOf(row, binding.field)),
  ]);
  const known = entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return known.length === entries.length ? Object.fromEntries(known) : undefined;
}

const give = (names: readonly string[]): string => `give ${names.map((name) => `${name}=VALUE`).join(' and ')}`;

/** Finds values for what lists need before they can be read: from filters, else from a page of each parent, several levels up. */
export class Places {
  private readonly source: Source;
  private readonly parents = new Map<EntityPlan, Result<readonly Above[], NoPlace>>();

  constructor(source: Source) {
    this.source = source;
  }

  /** At most `probeLimits.places` places of a list, the first ones first; one without values where it needs none. */
  async of(plan: EntityPlan): Promise<Result<readonly Values[], NoPlace>> {
    const { filters, limits } = this.source;
    const missing = plan.needed.map((one) => one.name).filter((name) => !Object.hasOwn(filters, name));
    if (missing.length > 0)
      return no('skipped', `${plan.entity.name} needs a value that nothing gives: ${give(missing)}.`);
    if (plan.places.length === 0) return ok([{}]);
    const given = plan.places.flatMap(({ name }) =>
      Object.hasOwn(filters, name) ? [[name, filters[name] ?? '']] : [],
    );
    if (given.length === plan.places.length) return ok([Object.fromEntries(given)]);
    if (!plan.parent)
      return no(
        'skipped',
        `${plan.entity.name} has no parent to take a value from: ${give(plan.places.map((one) => one.name))}.`,
      );
    const rows = await this.rowsOf(plan.parent);
    if (!rows.ok) return rows;
    const found = rows.value.map((above) => placeOf(plan, above)).filter((place) => place !== undefined);
    if (found.length > 0) return ok(found.slice(0, limits.places));
    const why =
      rows.value.length === 0
        ? `${plan.parent.entity.name}, the parent of ${plan.entity.name}, has no rows`
        : `no row of ${plan.parent.entity.name} has what ${plan.entity.name} needs`;
    return no('skipped', `${why}: ${give(plan.places.map((one) => one.name))}.`);
  }

  /** Rows of a parent, each with the place it was read at; enough of them for `probeLimits.places`. */
  private async rowsOf(parent: EntityPlan): Promise<Result<readonly Above[], NoPlace>> {
    const before = this.parents.get(parent);
    if (before) return before;
    const rows = await this.readRows(parent);
    this.parents.set(parent, rows);
    return rows;
  }

  private async readRows(parent: EntityPlan): Promise<Result<readonly Above[], NoPlace>> {
    const places = await this.of(parent);
    if (!places.ok) return places;
    const { limits } = this.source;
    const rows: Above[] = [];
    let problem: NoPage | undefined;
    for (const place of places.value) {
      const { pagination } = parent.entity;
      const answer = await new Reader(this.source, parent, place).read(
        firstValues(pagination, limits.moreRows),
        pagination,
      );
      if (answer.ok) rows.push(...answer.value.rows.map((row) => ({ row, place })));
      else problem = answer.error;
      if (rows.length >= limits.places || problem?.kind === 'stopped') break;
    }
    return rows.length === 0 && problem
      ? no('failed', `${parent.entity.name}, its parent, could not be read: ${problem.sentence}`)
      : ok(rows);
  }
}
