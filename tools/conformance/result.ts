/** What came of reading one entity. */
export interface EntityResult {
  readonly entity: string;
  readonly pagination: string;
  readonly ok: boolean;
  /** Rows that the connector gave, and rows that the source has. */
  readonly seen: number;
  readonly seeded: number;
  readonly pages: number;
  readonly requests: number;
  /** Why not; absent where all is well. */
  readonly reason?: string;
}

/** What came of one description. */
export interface FileResult {
  readonly file: string;
  /** `OpenAPI 3.0.3`; empty where it could not be read. */
  readonly format: string;
  /** Why there was nothing to run. */
  readonly skipped?: string;
  readonly validate?: string;
  readonly schema?: string;
  readonly entities: readonly EntityResult[];
  /** Requests that the source called invalid; counted against Prism only. */
  readonly invalid?: number;
  readonly durationMs: number;
}

const isGood = (result: FileResult): boolean =>
  result.skipped === undefined &&
  result.validate === undefined &&
  result.schema === undefined &&
  (result.invalid ?? 0) === 0 &&
  result.entities.every((entity) => entity.ok);

/** True where everything that was run did what it should. */
export const allGood = (results: readonly FileResult[]): boolean =>
  results.every((result) => result.skipped !== undefined || isGood(result));

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').slice(0, 240);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function reasonsOf(result: FileResult): readonly string[] {
  const failed = result.entities.filter((entity) => !entity.ok);
  return [
    ...(result.validate === undefined ? [] : [`validate: ${result.validate}`]),
    ...(result.schema === undefined ? [] : [`schema: ${result.schema}`]),
    ...failed.map((entity) => `${entity.entity}: ${entity.reason ?? 'failed'}`),
  ];
}

/** A column of the table of files. */
type Column = readonly [string, (result: FileResult) => string];

const COLUMNS: readonly Column[] = [
  ['file', ({ file }) => file],
  ['format', ({ format }) => format || '–'],
];
const READ: readonly Column[] = [
  ['entities', ({ entities }) => String(entities.length)],
  ['read', ({ entities }) => String(entities.filter((entity) => entity.ok).length)],
  ['rows seen', ({ entities }) => String(sum(entities.map((entity) => entity.seen)))],
];
const MOCK: readonly Column[] = [
  ['rows seeded', ({ entities }) => String(sum(entities.map((entity) => entity.seeded)))],
];
const REQUESTS: Column = ['requests', ({ entities }) => String(sum(entities.map((entity) => entity.requests)))];
const PRISM: readonly Column[] = [['called invalid', ({ invalid }) => String(invalid ?? 0)]];

/** The results as Markdown: a table of the files, then a line for whatever went wrong. */
export function markdown(results: readonly FileResult[]): string {
  // Prism has no rows of its own to compare with; what it calls invalid counts instead.
  const isPrism = results.some((result) => result.invalid !== undefined);
  const figures = [...READ, ...(isPrism ? [] : MOCK), REQUESTS, ...(isPrism ? PRISM : [])];
  const rows = results.map((result) => {
    const verdict = result.skipped ?? (isGood(result) ? 'passed' : 'failed, see below');
    const numbers = figures.map(([, text]) => (result.skipped === undefined ? text(result) : '–'));
    return [...COLUMNS.map(([, text]) => text(result)), ...numbers, cell(verdict)];
  });
  const head = [...COLUMNS, ...figures].map(([name]) => name);
  const lines = [[...head, 'result'], [...head, ''].map(() => '---'), ...rows].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
  const wrong = results.flatMap((result) => reasonsOf(result).map((reason) => `- ${result.file}: ${cell(reason)}`));
  const run = results.filter((result) => result.skipped === undefined);
  const read = run.flatMap((result) => result.entities);
  const how = isPrism ? 'gave a page without an invalid request' : 'were read to the last row';
  const total = `${run.filter(isGood).length} of ${run.length} files passed; ${read.filter((one) => one.ok).length} of ${read.length} entities ${how}.`;
  return [...lines, '', total, ...(wrong.length === 0 ? [] : ['', ...wrong]), ''].join('\n');
}
