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

/** The results as Markdown: a table of the files, then a line for whatever went wrong. */
export function markdown(results: readonly FileResult[]): string {
  const hasInvalid = results.some((result) => result.invalid !== undefined);
  const head = [
    'file',
    'format',
    'entities',
    'read',
    'rows seen',
    'rows seeded',
    'requests',
    ...(hasInvalid ? ['invalid'] : []),
    'result',
  ];
  const rows = results.map((result) => {
    const { entities } = result;
    const numbers = [
      entities.length,
      entities.filter((entity) => entity.ok).length,
      sum(entities.map((entity) => entity.seen)),
      sum(entities.map((entity) => entity.seeded)),
      sum(entities.map((entity) => entity.requests)),
    ];
    const verdict = result.skipped ?? (isGood(result) ? 'passed' : 'failed, see below');
    const cells = result.skipped === undefined ? numbers.map(String) : numbers.map(() => '–');
    return [
      result.file,
      result.format || '–',
      ...cells,
      ...(hasInvalid ? [String(result.invalid ?? '–')] : []),
      cell(verdict),
    ];
  });
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const wrong = results.flatMap((result) => reasonsOf(result).map((reason) => `- ${result.file}: ${cell(reason)}`));
  const run = results.filter((result) => result.skipped === undefined);
  const read = run.flatMap((result) => result.entities);
  const total = `${run.filter(isGood).length} of ${run.length} files passed; ${read.filter((one) => one.ok).length} of ${read.length} entities were read to the last row.`;
  return [...lines, '', total, ...(wrong.length === 0 ? [] : ['', ...wrong]), ''].join('\n');
}
