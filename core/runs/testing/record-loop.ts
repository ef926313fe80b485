import { createMasker, ExchangeLog } from '../../network/index.ts';
import { PhaseClock } from '../../network/phases.ts';
import { openWorkspace } from '../../workspace/index.ts';
import { RunLog } from '../record.ts';

/**
 * Records one exchange after another until it is killed, and prints the number of each once its event has come. Arguments:
 * folder of the workspace, id of the connector, id of the run.
 */
const [, , directory = '', connector = '', run = ''] = process.argv;
const opened = openWorkspace(directory);
if (!opened.ok) throw new Error(opened.error.message);
const masker = createMasker([]);
const record = {
  id: run,
  connector,
  revision: 1,
  target: 'data',
  connection: null,
  input: {},
  outcome: null,
  startedAt: new Date().toISOString(),
  durationMs: null,
  exchangeCount: 0,
  pages: 1,
  mode: 'live',
} as const;
opened.value.runs.begin(record);
const log = new RunLog(record, opened.value.runs, masker, (events) => {
  for (const event of events)
    if (event.kind === 'exchange' && event.exchange.status === 200) process.stdout.write(`${event.exchange.seq}\n`);
});
const exchanges = new ExchangeLog({ run, masker, places: { headers: [], query: [] }, recorder: log });
const answer = (seq: number): void => {
  const body = new TextEncoder().encode(JSON.stringify({ seq }));
  const url = `https://api.example.com/${seq}`;
  const exchange = exchanges.begin({ method: 'GET', url, headers: [], body: undefined, queuedMs: 0 });
  const response = { status: 200, statusText: 'OK', headers: [], body };
  exchanges.responded(exchange, new PhaseClock(0), undefined, response, body);
  setImmediate(answer, seq + 1);
};
answer(1);
