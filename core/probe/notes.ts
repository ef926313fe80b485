import type { ProbeCheck } from '../../shared/import/probe.ts';

/** What was seen on the way to a verdict. */
export class Notes {
  readonly saw: string[] = [];
  readonly checks: ProbeCheck[] = [];

  say(sentence: string): void {
    // Ways to a verdict cross: the same page is not told twice.
    if (!this.saw.includes(sentence)) this.saw.push(sentence);
  }

  /** The sentence that decides stands last, and once. */
  conclude(sentence: string): void {
    const at = this.saw.indexOf(sentence);
    if (at >= 0) this.saw.splice(at, 1);
    this.saw.push(sentence);
  }

  /** The newest word on a name stands, but a failure is never taken back. */
  check(name: ProbeCheck['name'], isOk: boolean, note: string): void {
    const at = this.checks.findIndex((one) => one.name === name);
    if (at < 0) this.checks.push({ name, ok: isOk, note });
    else if (this.checks[at]?.ok === true) this.checks[at] = { name, ok: isOk, note };
  }
}
