import { readWholeDescription } from '../../core/import/read.ts';
import { createMockApi, type MockApi } from '../../core/mock-api/index.ts';
import type { Description } from '../../core/studio/import.ts';
import type { ImportReport, ReportEntity } from '../../shared/import/report.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import { complaint, eachOf, itemsOf, jobFor } from './against-mock.ts';
import { type Bench, openBench } from './bench.ts';
import { startPrism } from './prism.ts';
import type { EntityResult, FileResult } from './result.ts';

/** Lists that are read at once: Prism is slow with large descriptions. */
const AT_ONCE = 2;

/** True where Prism says that a request is not as described: by its header, or by the status and type of its problem. */
function isInvalid(exchange: Exchange): boolean {
  const violations = exchange.responseHeaders.find(([name]) => name.toLowerCase() === 'sl-violations')?.[1] ?? '';
  return /"location":\["request"/.test(violations) || exchange.status === 422 || exchange.status === 400;
}

interface Sources {
  readonly bench: Bench;
  /** Gives the values that only the user can know. */
  readonly mock: MockApi;
  readonly report: ImportReport;
}

/** One page of an entity; what Prism answers may be anything, only what it is asked counts. */
async function readPage(
  { bench, mock, report }: Sources,
  entity: ReportEntity,
): Promise<EntityResult & { invalid: number }> {
  const run = await bench.run(jobFor(mock, entity, report));
  const exchanges = run.ok ? run.value.exchanges : [];
  const invalid = exchanges.filter(isInvalid);
  const [first] = invalid;
  const reason = first ? `${first.method} ${first.url} was called invalid (${first.status})` : complaint(run);
  return {
    entity: entity.name,
    pagination: entity.pagination.kind,
    ok: reason === undefined,
    seen: run.ok ? itemsOf(run.value.result).length : 0,
    seeded: 0,
    pages: 1,
    requests: exchanges.length,
    ...(reason === undefined ? {} : { reason }),
    invalid: invalid.length,
  };
}

async function readAll(description: Description & { readonly path: string }): Promise<Omit<FileResult, 'durationMs'>> {
  const base = { file: description.fileName, format: '', entities: [] };
  const read = await readWholeDescription(description);
  if (!read.ok) return { ...base, skipped: read.error.message };
  const { report } = read.value;
  const format = `${report.source.kind} ${report.source.version}`;
  const prism = await startPrism(description.path);
  if (!prism.ok) return { ...base, format, skipped: prism.error.message };
  const mock = await createMockApi(read.value);
  try {
    const servers = new Map([...mock.servers.keys()].map((server) => [server, prism.value.url]));
    const bench = await openBench(
      { url: prism.value.url, credentials: mock.credentials, servers },
      read.value,
      description,
    );
    if (!bench.ok) return { ...base, format, skipped: bench.error.message };
    try {
      const sources = { bench: bench.value, mock, report };
      const entities = await eachOf(report.entities, AT_ONCE, (entity) => readPage(sources, entity));
      return { ...base, format, entities, invalid: entities.reduce((all, one) => all + one.invalid, 0) };
    } finally {
      await bench.value.close();
    }
  } finally {
    prism.value.close();
    await mock.close();
  }
}

/** The connector of a description, run against Prism on the same file: one page of every entity, and no request that it calls invalid. */
export async function againstPrism(description: Description & { readonly path: string }): Promise<FileResult> {
  const started = performance.now();
  const result = await readAll(description);
  return { ...result, durationMs: Math.round(performance.now() - started) };
}
