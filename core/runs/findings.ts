import type { Manifest } from '../../shared/connector/manifest.ts';
import type { Finding } from '../../shared/run/finding.ts';
import { asObject } from '../import/json.ts';
import type { Masker } from '../network/index.ts';
import type { SandboxTarget } from '../sandbox/index.ts';
import type { RunStore } from '../workspace/types.ts';
import { FindingList, inResult, type PageFacts, runChecks, type Subject } from './checks/index.ts';
import type { Leak, NameSecret } from './leaks.ts';
import type { RunLog } from './record.ts';
import type { RunSource } from './source.ts';

/** Results of schema are looked for among so many of the newest runs. */
const LOOKED_BACK = 50;

/** The newest result of schema of a revision; undefined where there is none, or where what ran is not saved. */
function schemaAtHand(runs: RunStore, connector: string, revision: number | null): Subject['schema'] {
  if (revision === null) return undefined;
  const found = runs
    .list(connector, LOOKED_BACK)
    .find((run) => run.target === 'schema' && run.revision === revision && run.outcome?.kind === 'ok');
  const detail = found && runs.get(found.id);
  return detail?.ok ? asObject(detail.value.result) : undefined;
}

/** A page as it came, with the numbers of the requests that were made for it. */
interface Page extends Omit<PageFacts, 'exchanges'> {
  readonly from: number;
  readonly to: number;
}

/** The exchanges of a run, read where it keeps them. */
type RecordedExchanges = Pick<RunLog, 'recorded' | 'recordedBackwards' | 'exchange'>;

/** Where the tokens of an account come back on purpose (FB-12). */
const TOKENS: ReadonlySet<unknown> = new Set(['access_token', 'refresh_token']);

export interface RunFindingsParts {
  readonly connector: string;
  readonly target: SandboxTarget;
  readonly source: RunSource;
  readonly manifest: Manifest;
  readonly runs: RunStore;
  readonly masker: Masker;
  readonly nameSecret: NameSecret;
}

/** Collects what the checks of one run need while it works, and checks it at its end. */
export class RunFindings {
  private readonly parts: RunFindingsParts;
  private readonly list = new FindingList();
  private readonly pages: Page[] = [];
  private rows = 0;
  private returned: unknown;

  constructor(parts: RunFindingsParts) {
    this.parts = parts;
  }

  /** A secret that stood in what a function returned (A49). */
  leak({ steps, text }: Leak): void {
    const { target, nameSecret } = this.parts;
    const [first, second, ...rest] = steps;
    if (target.name === 'validate' && steps.length === 1 && TOKENS.has(first)) return;
    // The rows of all pages stand in one list.
    const at = first === 'items' && typeof second === 'number' ? [first, second + this.rows, ...rest] : steps;
    const name = nameSecret(text);
    this.list.report({
      code: 'credential_in_result',
      about: name,
      place: () => inResult(...at),
      message: () =>
        `The result holds ${name === undefined ? 'a credential' : `the credential ${name}`} of this connection; it is masked here, but a host would store it: leave it out.`,
    });
  }

  /** What a call gave back, masked; `from` and `to` are the numbers of exchanges before and after it. */
  call(result: unknown, from: number, to: number): void {
    this.returned = result;
    const fields = asObject(result);
    const items: readonly unknown[] | undefined = Array.isArray(fields?.items) ? fields.items : undefined;
    if (this.parts.target.name !== 'data' || !fields || !items) return;
    const { pagination, synchronizationType } = fields;
    this.pages.push({ items, pagination, synchronizationType, from, to });
    this.rows += items.length;
  }

  /** What the checks found, masked, errors first. */
  async finish(
    run: Pick<Subject, 'ok' | 'request'>,
    recorded: RecordedExchanges,
    signal: AbortSignal,
  ): Promise<readonly Finding[]> {
    const { connector, target, source, manifest, runs, masker } = this.parts;
    const isData = target.kind === 'function' && target.name === 'data';
    const subject: Subject = {
      ...run,
      exchanges: recorded.recorded(),
      exchange: (id) => recorded.exchange(id),
      target,
      manifest,
      files: new Set(source.files.map((file) => file.path)),
      result: this.returned,
      pages: this.pages.map(({ from, to, ...page }) => ({ ...page, exchanges: recorded.recordedBackwards(from, to) })),
      schema: isData && run.ok ? schemaAtHand(runs, connector, source.revision) : undefined,
      readBody: (id, maxBytes) => {
        const body = runs.readBody(id, maxBytes);
        return body && body.totalBytes <= maxBytes ? body.bytes : undefined;
      },
    };
    await runChecks(subject, this.list.report, signal);
    // Masking changes texts only, so that findings keep their shape.
    return masker.json(this.list.list()) as readonly Finding[];
  }
}
