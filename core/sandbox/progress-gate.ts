import { sandboxLimits } from '../../shared/limits.ts';
import type { Progress } from './types.ts';

/** Lets one report of progress through per `sandboxLimits.progressMs`, and always the last one. */
export class ProgressGate {
  private readonly deliver: (progress: Progress) => void;
  private waiting: Progress | undefined;
  private sentAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;

  constructor(deliver: (progress: Progress) => void) {
    this.deliver = deliver;
  }

  report(progress: Progress): void {
    this.waiting = progress;
    const wait = this.sentAt + sandboxLimits.progressMs - performance.now();
    // Checked here too: a busy guest never lets a timer fire.
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.waiting) return;
    this.sentAt = performance.now();
    this.deliver(this.waiting);
    this.waiting = undefined;
  }
}
