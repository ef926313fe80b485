import type { Exchange, Header } from '../exchange.ts';
import { compareBodies, type ReadBytes } from './body.ts';
import { ChangeList } from './changes.ts';
import type { Changes, ExchangeComparison } from './types.ts';

/** One side of a comparison. */
export interface ComparedExchange {
  readonly exchange: Exchange;
  readonly requestBody: ReadBytes | undefined;
  readonly responseBody: ReadBytes | undefined;
}

type Named = readonly (readonly [name: string, value: string])[];

/** Names in the order of the first list, each with all its values; what stands once is a text, several are a list. */
function compareNamed(a: Named, b: Named, prefix = '', list = new ChangeList()): ChangeList {
  const valuesA = Map.groupBy(a, ([name]) => name);
  const valuesB = Map.groupBy(b, ([name]) => name);
  const values = (found: Named | undefined): unknown => {
    if (!found) return undefined;
    return found.length === 1 ? found[0]?.[1] : found.map(([, value]) => value);
  };
  for (const name of new Set([...valuesA.keys(), ...valuesB.keys()])) {
    const [before, after] = [values(valuesA.get(name)), values(valuesB.get(name))];
    if (JSON.stringify(before) !== JSON.stringify(after)) list.add(() => prefix + name, before, after);
  }
  return list;
}

const lowered = (headers: readonly Header[]): Named => headers.map(([name, value]) => [name.toLowerCase(), value]);

function partsOf(text: string): Named {
  const url = URL.parse(text);
  if (!url) return [['url', text]];
  return [
    ['scheme', url.protocol.slice(0, -1)],
    ['host', url.host],
    ['path', url.pathname],
  ];
}

function compareUrls(a: string, b: string): Changes {
  const list = compareNamed(partsOf(a), partsOf(b));
  const query = (text: string): Named => [...(URL.parse(text)?.searchParams ?? [])];
  return compareNamed(query(a), query(b), '?', list).end();
}

/** Of an exchange what is neither address, header nor body. */
const lineOf = ({ method, status, statusText, httpVersion, error }: Exchange): Named => [
  ['method', method],
  ['status', status === null ? 'no response' : `${status} ${statusText}`.trim()],
  ['httpVersion', httpVersion],
  ...(error ? [['error', error.message] as const] : []),
];

const PHASES = ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'] as const;

/** What sets two recorded exchanges apart; times are shown and make none different. */
export function compareExchanges(a: ComparedExchange, b: ComparedExchange): ExchangeComparison {
  const [first, second] = [a.exchange, b.exchange];
  const parts = {
    line: compareNamed(lineOf(first), lineOf(second)).end(),
    url: compareUrls(first.url, second.url),
    requestHeaders: compareNamed(lowered(first.requestHeaders), lowered(second.requestHeaders)).end(),
    responseHeaders: compareNamed(lowered(first.responseHeaders), lowered(second.responseHeaders)).end(),
  };
  const bodies = {
    requestBody: compareBodies(a.requestBody, b.requestBody),
    responseBody: compareBodies(a.responseBody, b.responseBody),
  };
  const same =
    Object.values(parts).every(({ changes }) => changes.length === 0) &&
    Object.values(bodies).every(({ kind }) => kind === 'same' || kind === 'none');
  return {
    ...{ a: first.id, b: second.id, same },
    ...parts,
    ...bodies,
    timings: [
      ...PHASES.map((name) => ({ name, a: first.timings[name], b: second.timings[name] })),
      { name: 'total', a: first.durationMs, b: second.durationMs },
    ],
  };
}
