import { exchangeLimits } from '../../../shared/limits.ts';
import { asArray, asNumber, asObject, isObject, type JsonObject, own } from '../../import/json.ts';
import { pointerTo } from '../../import/quote.ts';
import { checkValue, type HarFault, isBase64, type Report, type Shape } from './shape.ts';

/** Times are measured and rounded one by one: a sum may be off by this much, ms (HR-1). */
const TOLERANCE_MS = 1;
const PHASES = ['blocked', 'dns', 'connect', 'send', 'wait', 'receive'] as const;

const pair: Shape = { members: { name: 'text', value: 'text', 'comment?': 'text' } };
const cookie: Shape = {
  members: {
    name: 'text',
    value: 'text',
    'path?': 'text',
    'domain?': 'text',
    'expires?': 'dateOrNull',
    'httpOnly?': 'flag',
    'secure?': 'flag',
  },
};
const param: Shape = { members: { name: 'text', 'value?': 'text', 'fileName?': 'text', 'contentType?': 'text' } };
const message = {
  httpVersion: 'text',
  cookies: { list: cookie },
  headers: { list: pair },
  headersSize: 'size',
} as const;
const request: Shape = {
  members: {
    '!method': 'method',
    '!url': 'url',
    ...message,
    queryString: { list: pair },
    bodySize: 'size',
    '!postData?': { members: { mimeType: 'text', '!text?': 'text', '!params?': { list: param } } },
  },
};
const response: Shape = {
  members: {
    status: 'count',
    statusText: 'text',
    ...message,
    content: {
      members: {
        size: 'size',
        mimeType: 'text',
        '!text?': 'text',
        '!encoding?': 'encoding',
        'compression?': 'integer',
      },
    },
    redirectURL: 'text',
    bodySize: 'size',
  },
};
const stored: Shape = { members: { 'expires?': 'text', lastAccess: 'text', eTag: 'text', hitCount: 'count' } };
const entry: Shape = {
  members: {
    'pageref?': 'text',
    '!startedDateTime': 'date',
    time: 'ms',
    '!request': request,
    '!response': response,
    cache: { members: {} },
    timings: {
      members: {
        ...{ 'blocked?': 'phase', 'dns?': 'phase', 'connect?': 'phase', 'ssl?': 'phase' },
        ...{ send: 'ms', wait: 'ms', receive: 'ms' },
      },
    },
    'serverIPAddress?': 'address',
    'connection?': 'text',
  },
};
const page: Shape = {
  members: { startedDateTime: 'date', id: 'text', title: 'text', pageTimings: { members: {} } },
};
const program: Shape = { members: { name: 'text', version: 'text' } };
const log: Shape = {
  members: {
    version: 'text',
    creator: program,
    'browser?': program,
    'pages?': { list: page },
    '!entries': { list: entry },
  },
};

/** HR-1, HR-2: the time is the sum of the phases, and a connection that was used again has none of its own. */
function checkTimes(owner: JsonObject, pointer: string, report: Report): void {
  const timings = asObject(own(owner, 'timings'));
  const time = asNumber(own(owner, 'time'));
  if (!timings || time === undefined) return;
  const phase = (name: string): number => asNumber(own(timings, name)) ?? -1;
  const sum = PHASES.reduce((all, name) => all + Math.max(0, phase(name)), 0);
  if (Math.abs(sum - time) > TOLERANCE_MS) {
    const text = `is ${time}, and the phases together are ${Math.round(sum * 100) / 100}: time is their sum without ssl (HR-1)`;
    report({ pointer: pointerTo(pointer, 'time'), severity: 'invalid', message: text });
  }
  const ssl = phase('ssl');
  if (ssl > Math.max(0, phase('connect')) + TOLERANCE_MS) {
    const text = 'is longer than connect, which contains it (HR-1, HR-2)';
    report({ pointer: pointerTo(pointer, 'timings', 'ssl'), severity: 'invalid', message: text });
  }
}

/** What no shape says: HR-4, and the exclusion of HR-5. */
function checkBodies(owner: JsonObject, pointer: string, report: Report): void {
  const postData = asObject(own(asObject(own(owner, 'request')) ?? {}, 'postData'));
  if (postData && own(postData, 'text') !== undefined && own(postData, 'params') !== undefined) {
    const text = 'has both text and params, of which HAR 1.2 allows one (HR-5)';
    report({ pointer: pointerTo(pointer, 'request', 'postData'), severity: 'invalid', message: text });
  }
  const content = asObject(own(asObject(own(owner, 'response')) ?? {}, 'content'));
  const text = content && own(content, 'encoding') === 'base64' ? own(content, 'text') : undefined;
  if (typeof text === 'string' && !isBase64(text)) {
    const at = pointerTo(pointer, 'response', 'content', 'text');
    report({ pointer: at, severity: 'unreadable', message: 'is said to be base64 and is not (HR-4)' });
  }
}

/** What a cache held before and after a request; either may be null. */
function checkCache(owner: JsonObject, pointer: string, report: Report): void {
  const cache = asObject(own(owner, 'cache')) ?? {};
  for (const name of ['beforeRequest', 'afterRequest']) {
    const value = own(cache, name) ?? null;
    if (value !== null)
      checkValue(value, stored, { pointer: pointerTo(pointer, 'cache', name), severity: 'invalid' }, report);
  }
}

/** The faults of an archive in the order of the document, at most `exchangeLimits.harFaults` of each severity (HR-1 … HR-5). */
export function checkHar(document: unknown): readonly HarFault[] {
  const counts = { unreadable: 0, invalid: 0 };
  const faults: HarFault[] = [];
  const report: Report = (fault) => {
    if (++counts[fault.severity] <= exchangeLimits.harFaults) faults.push(fault);
  };
  checkValue(document, { members: { '!log': log } }, { pointer: '#', severity: 'unreadable' }, report);
  const entries = asArray(own(asObject(own(asObject(document) ?? {}, 'log')) ?? {}, 'entries'));
  for (const [index, one] of entries.entries()) {
    if (!isObject(one)) continue;
    const pointer = pointerTo('#/log/entries', index);
    checkTimes(one, pointer, report);
    checkBodies(one, pointer, report);
    checkCache(one, pointer, report);
  }
  return faults;
}
