import { sandboxLimits } from '../../shared/limits.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { Finding } from '../../shared/run/finding.ts';
import type { LogLine, Outcome, RunDetail, RunEvent, RunRecord } from '../../shared/run/run.ts';
import type { Masker, Recorder } from '../network/index.ts';
import type { RunStore } from '../workspace/types.ts';
import { EventBatch } from './events.ts';

/** The record of one run while it grows: in the workspace, and as events to whoever watches. Everything in it is masked. */
export class RunLog implements Recorder {
  private readonly begun: RunRecord;
  private readonly store: RunStore;
  private readonly masker: Masker;
  private readonly events: EventBatch;
  private readonly startedAt = performance.now();
  private readonly exchanges = new Map<string, Exchange>();
  /** Ids in the order of sending. */
  private readonly order: string[] = [];
  private readonly logs: LogLine[] = [];
  private logChars = 0;
  private logsDropped = 0;
  private storageFailed = false;

  constructor(record: RunRecord, store: RunStore, masker: Masker, deliver: (events: readonly RunEvent[]) => void) {
    this.begun = record;
    this.store = store;
    this.masker = masker;
    this.events = new EventBatch(deliver);
    this.events.push({ kind: 'started', run: record.id, startedAt: record.startedAt });
  }

  /** ms since the run started. */
  elapsed(): number {
    return performance.now() - this.startedAt;
  }

  /** What is left of the limits for logs: they count for the run, however many pages it reads. */
  logBudget(): { readonly logLines: number; readonly logChars: number } {
    return {
      logLines: Math.max(0, sandboxLimits.logLines - this.logs.length),
      logChars: Math.max(0, sandboxLimits.logChars - this.logChars),
    };
  }

  put(exchange: Exchange): void {
    if (!this.exchanges.has(exchange.id)) this.order.push(exchange.id);
    this.exchanges.set(exchange.id, exchange);
    this.events.push({ kind: 'exchange', exchange });
    this.keep(() => this.store.putExchange(exchange));
  }

  /** Exchanges so far. */
  exchangeCount(): number {
    return this.order.length;
  }

  /** Methods and addresses without query of the exchanges from a number on: what they read, whatever page of it. */
  origins(from: number): string {
    const later = this.order.slice(from).flatMap((id) => this.exchanges.get(id) ?? []);
    return later.map(({ method, url }) => `${method} ${url.replace(/[?#].*$/s, '')}`).join('\n');
  }

  /** Exchanges so far, in the order of sending. */
  recorded(): readonly Exchange[] {
    return [...this.exchanges.values()];
  }

  writeBody(id: string, bytes: Uint8Array): void {
    this.keep(() => this.store.writeBody(id, bytes));
  }

  /** @param offsetMs when the invocation that wrote them began, ms since the run started */
  addLogs(lines: readonly LogLine[], offsetMs: number): void {
    const kept = lines.map((line) => ({
      ...line,
      text: this.masker.text(line.text),
      atMs: Math.round(line.atMs + offsetMs),
    }));
    for (const line of kept) {
      this.logs.push(line);
      this.logChars += line.text.length;
    }
    this.events.push({ kind: 'logs', lines: kept });
  }

  note(level: LogLine['level'], text: string): void {
    this.addLogs([{ level, text, atMs: 0 }], this.elapsed());
  }

  dropped(lines: number): void {
    this.logsDropped += lines;
  }

  page(page: number, rows: number): void {
    this.events.push({ kind: 'page', page, rows });
  }

  /** Ends the run: stores it, tells the watcher, and gives the whole of it. `result` is masked already. */
  finish(outcome: Outcome, result: unknown, pages: number, findings: readonly Finding[] = []): RunDetail {
    const durationMs = Math.round(this.elapsed() * 100) / 100;
    const end = { outcome: this.masked(outcome), durationMs, result: outcome.kind === 'ok' ? result : null, pages };
    this.keep(() =>
      this.store.finish(this.begun.id, { ...end, findings, logs: this.logs, logsDropped: this.logsDropped }),
    );
    const exchanges = [...this.exchanges.values()];
    const run: RunDetail = {
      ...this.begun,
      ...end,
      logs: this.logs,
      logsDropped: this.logsDropped,
      exchanges,
      exchangeCount: exchanges.length,
      findings: [...findings],
    };
    this.events.push({ kind: 'done', run });
    this.events.flush();
    return run;
  }

  /** Errors, stacks and code frames are guest text, and may hold a secret (A49). */
  private masked(outcome: Outcome): Outcome {
    // Masking changes texts only, so the value keeps its shape.
    return this.masker.json(outcome) as Outcome;
  }

  /** A full disk ends the record, not the run: it says so once, and goes on. */
  private keep(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (this.storageFailed) return;
      this.storageFailed = true;
      this.note(
        'error',
        `The history of this run is not complete: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
