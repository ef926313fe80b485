import { readWholeDescription } from '../../core/import/read.ts';
import { createMockApi, type MockApi } from '../../core/mock-api/index.ts';
import type { Description } from '../../core/studio/import.ts';
import type { ImportReport, ReportEntity } from '../../shared/import/report.ts';
import type { Result } from '../../shared/result.ts';
import type { RunDetail } from '../../shared/run/run.ts';
import { type Bench, type Job, openBench } from './bench.ts';
import { difference } from './compare.ts';
import type { EntityResult, FileResult } from './result.ts';

/** Lists that are read at once; the sandbox has no more workers than that. */
const AT_ONCE = 3;

export interface MockOptions {
  readonly seed?: number;
  readonly rows?: number;
}

/** Why a run did not end as it should; undefined where it did. */
export function complaint(run: Result<RunDetail>): string | undefined {
  if (!run.ok) return run.error.message;
  const { outcome } = run.value;
  if (outcome === null) return 'it has not ended';
  if (outcome.kind === 'ok') return undefined;
  return outcome.kind === 'error' ? `${outcome.name}: ${outcome.message}` : outcome.message;
}

/** An entity and the ancestors that it is read through. */
export function lineOf(entity: ReportEntity, report: ImportReport): readonly ReportEntity[] {
  const line: ReportEntity[] = [];
  for (let at: ReportEntity | undefined = entity; at !== undefined && !line.includes(at); ) {
    line.push(at);
    const above: string | undefined = at.parent?.entity;
    at = report.entities.find((one) => one.name === above);
  }
  return line;
}

/** The run that reads an entity, with the values that only the user can give. */
export function jobFor(mock: MockApi, entity: ReportEntity, report: ImportReport): Job {
  const line = lineOf(entity, report);
  // What the entity itself says goes before what its ancestors say.
  const filter = Object.assign({}, ...line.toReversed().map((one) => mock.filters(one.name)));
  return {
    target: 'data',
    input: { requestedType: entity.name, filter },
    operations: line.map((one) => one.operation),
  };
}

type Item = Readonly<Record<string, unknown>>;

/** The rows in the result of a data function. */
export const itemsOf = (result: unknown): readonly Item[] => {
  const items = typeof result === 'object' && result !== null && 'items' in result ? result.items : [];
  return Array.isArray(items) ? items.filter((one): one is Item => typeof one === 'object' && one !== null) : [];
};

async function readEntity(
  bench: Bench,
  mock: MockApi,
  report: ImportReport,
  entity: ReportEntity,
): Promise<EntityResult> {
  const seeded = mock.rows(entity.name);
  const base = { entity: entity.name, pagination: entity.pagination.kind };
  const nothing = { ...base, ok: false, seen: 0, seeded: seeded?.length ?? 0, pages: 0, requests: 0 };
  if (!seeded) return { ...nothing, reason: 'the mock cannot serve it' };
  const run = await bench.run({ ...jobFor(mock, entity, report), allPages: true });
  const wrong = complaint(run);
  if (!run.ok) return { ...nothing, reason: wrong ?? 'not run' };
  const items = itemsOf(run.value.result);
  const reason = wrong ?? difference(entity, items, seeded);
  return {
    ...base,
    ok: reason === undefined,
    seen: items.length,
    seeded: seeded.length,
    pages: run.value.pages,
    requests: run.value.exchangeCount,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Does something with every item, only a few at a time, in the order given. */
export async function eachOf<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, item] of queue) results[index] = await work(item);
    }),
  );
  return results;
}

async function schemaComplaint(bench: Bench, report: ImportReport): Promise<string | undefined> {
  const run = await bench.run({ target: 'schema' });
  const wrong = complaint(run);
  if (wrong !== undefined || !run.ok) return wrong;
  const types = typeof run.value.result === 'object' && run.value.result !== null ? Object.keys(run.value.result) : [];
  const missing = report.entities.find((entity) => !types.includes(entity.name));
  return missing && `there are no fields of ${missing.name}`;
}

/** The connector of a description, run against a mock of the same description: validate, schema, and every entity to its end. */
export async function againstMock(description: Description, options: MockOptions = {}): Promise<FileResult> {
  const started = performance.now();
  const done = (): number => Math.round(performance.now() - started);
  const file = description.fileName;
  const read = await readWholeDescription(description);
  if (!read.ok) return { file, format: '', skipped: read.error.message, entities: [], durationMs: done() };
  const { report } = read.value;
  const format = `${report.source.kind} ${report.source.version}`;
  const mock = await createMockApi({ ...read.value, ...options });
  try {
    const bench = await openBench(mock, read.value, description);
    if (!bench.ok) return { file, format, skipped: bench.error.message, entities: [], durationMs: done() };
    try {
      const validate = complaint(
        await bench.value.run({ target: 'validate', operations: report.validate ? [report.validate.operation] : [] }),
      );
      const schema = await schemaComplaint(bench.value, report);
      const entities = await eachOf(report.entities, AT_ONCE, (entity) =>
        readEntity(bench.value, mock, report, entity),
      );
      return {
        file,
        format,
        ...(validate === undefined ? {} : { validate }),
        ...(schema === undefined ? {} : { schema }),
        entities,
        durationMs: done(),
      };
    } finally {
      await bench.value.close();
    }
  } finally {
    await mock.close();
  }
}
