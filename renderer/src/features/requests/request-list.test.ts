import { describe, expect, it } from 'vitest';
import { RequestList, type RowsWanted } from './request-list.ts';
import { exchange } from './testing.ts';

const plain: RowsWanted = { compare: undefined, folded: new Set() };
function listOf(...exchanges: Parameters<RequestList['take']>[0][number][]): RequestList {
  const list = new RequestList();
  list.take(exchanges);
  list.check(Number.POSITIVE_INFINITY);
  return list;
}
const shown = (list: RequestList, wanted = plain) =>
  list
    .rows(wanted)
    .map((row) => `${row.level} #${row.exchange.seq}${row.expanded === undefined ? '' : row.expanded ? ' -' : ' +'}`);

const chain = [
  exchange(1, { status: 302 }),
  exchange(2),
  exchange(3, { redirectOf: 'run-1', status: 401 }),
  exchange(4, { initiator: { kind: 'studio', purpose: 'token' } }),
  exchange(5, { retryOf: 'run-3' }),
];

describe('the list of requests', () => {
  it('redirects, further tries and the tokens between them stand below what they come from', () => {
    expect(shown(listOf(...chain))).toEqual(['1 #1 -', '2 #3', '2 #4', '2 #5', '1 #2']);
    expect(
      listOf(...chain)
        .rows(plain)
        .map((row) => row.attempt),
    ).toEqual([1, 1, 1, 2, 1]);
  });

  it('a folded chain is one row with the sum and the last answer', () => {
    const rows = listOf(...chain).rows({ ...plain, folded: new Set(['run-1']) });
    expect(rows.map((row) => row.exchange.seq)).toEqual([1, 2]);
    expect(rows[0]?.sum).toMatchObject({ count: 4, durationMs: 40, responseBytes: 400, last: { seq: 5 } });
  });

  it('a filter is tried bit by bit; what fits without its head stands alone', () => {
    const list = listOf(...chain);
    list.filter(({ seq }) => seq > 2);
    expect(list.check(Number.POSITIVE_INFINITY)).toBe(true);
    expect(shown(list)).toEqual(['1 #3', '1 #4', '1 #5']);
    list.filter(({ seq }) => seq === 1);
    list.check(Number.POSITIVE_INFINITY);
    expect(shown(list)).toEqual(['1 #1']);
  });

  it('chains are sorted by their first row and stay together', () => {
    const compare: RowsWanted['compare'] = (a, b) => b.exchange.seq - a.exchange.seq;
    expect(shown(listOf(...chain), { ...plain, compare })).toEqual(['1 #2', '1 #1 -', '2 #3', '2 #4', '2 #5']);
  });

  it('what has not changed is the same row, so that it does not render again', () => {
    const list = listOf(...chain);
    const before = list.rows(plain);
    const changed = chain.map((one) => (one.seq === 2 ? exchange(2, { status: 500 }) : one));
    list.take([...changed, exchange(6)]);
    list.check(Number.POSITIVE_INFINITY);
    const after = list.rows(plain);
    expect(after).toHaveLength(6);
    expect(after.filter((row) => before.includes(row))).toHaveLength(4);
    expect(list.totals).toMatchObject({ count: 6, failed: 2 });
  });

  it('another run takes the place of the one before', () => {
    const list = listOf(...chain);
    list.take([exchange(1, { id: 'other-1' }), exchange(2, { id: 'other-2', redirectOf: 'other-1', status: 404 })]);
    list.check(Number.POSITIVE_INFINITY);
    expect(shown(list)).toEqual(['1 #1 -', '2 #2']);
    expect(list.totals).toEqual({ count: 2, failed: 1, responseBytes: 200 });
    expect(list.find('run-1')).toBeUndefined();
    expect(list.find('other-2')?.seq).toBe(2);
  });

  it('the span grows with what comes; what is under way ends now', () => {
    const list = listOf(exchange(1, { startedAt: new Date(1000).toISOString(), durationMs: 50 }));
    expect(list.spanAt(5000)).toEqual({ from: 1000, to: 1050 });
    const pending = exchange(2, { startedAt: new Date(1020).toISOString(), durationMs: 0, status: null });
    list.take([exchange(1, { startedAt: new Date(1000).toISOString(), durationMs: 50 }), pending]);
    expect(list.spanAt(1200)).toEqual({ from: 1000, to: 1200 });
    expect(list.hasPending).toBe(true);
  });

  it('R24: with a hundred thousand there, a batch tries the filter on what came, and makes no other row anew', () => {
    const list = new RequestList();
    const all = Array.from({ length: 100_000 }, (_, n) => exchange(n + 1));
    let tried = 0;
    list.filter(() => {
      tried += 1;
      return true;
    });
    list.take(all);
    list.check(Number.POSITIVE_INFINITY);
    const before = list.rows(plain);
    tried = 0;
    list.take([...all, exchange(100_001)]);
    list.check(Number.POSITIVE_INFINITY);
    const after = list.rows(plain);
    expect(tried).toBe(1);
    expect(after).toHaveLength(100_001);
    expect(after.slice(0, -1).every((row, at) => row === before[at])).toBe(true);
  });
});
