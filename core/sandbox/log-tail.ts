import type { LogLine } from '../../shared/run/run.ts';

/** The last lines of a log (A44): as many as fit, the oldest pushed out and counted. */
export class LogTail {
  private readonly maxLines: number;
  private readonly maxChars: number;
  private lines: LogLine[] = [];
  private first = 0;
  private chars = 0;
  private pushedOut = 0;

  constructor(limits: { readonly logTailLines: number; readonly logTailChars: number }) {
    this.maxLines = limits.logTailLines;
    this.maxChars = limits.logTailChars;
  }

  get size(): number {
    return this.lines.length - this.first;
  }

  add(line: LogLine): void {
    this.lines.push(line);
    this.chars += line.text.length;
    while (this.size > this.maxLines || (this.size > 0 && this.chars > this.maxChars)) this.dropFirst();
    // Shifting an array of thousands for each line would cost more than the line.
    if (this.first > this.maxLines) {
      this.lines = this.lines.slice(this.first);
      this.first = 0;
    }
  }

  /** Lines of another tail that followed these; `dropped` of them were lost in between. */
  append(lines: readonly LogLine[], dropped: number): void {
    // What came before a gap is not among the last lines any more.
    if (dropped > 0) while (this.size > 0) this.dropFirst();
    this.pushedOut += dropped;
    for (const line of lines) this.add(line);
  }

  /** Gives what is there, with the number of lines lost since the last time, and starts anew. */
  take(): { readonly lines: readonly LogLine[]; readonly dropped: number } {
    const taken = { lines: this.lines.slice(this.first), dropped: this.pushedOut };
    this.lines = [];
    this.first = 0;
    this.chars = 0;
    this.pushedOut = 0;
    return taken;
  }

  private dropFirst(): void {
    this.chars -= this.lines[this.first]?.text.length ?? 0;
    this.first++;
    this.pushedOut++;
  }
}
