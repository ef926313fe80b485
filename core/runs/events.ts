import { viewLimits } from '../../shared/limits.ts';
import type { RunEvent } from '../../shared/run/run.ts';

/** Collects events and hands them on in one array per `viewLimits.eventBatchMs`. */
export class EventBatch {
  private readonly deliver: (events: readonly RunEvent[]) => void;
  private events: RunEvent[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(deliver: (events: readonly RunEvent[]) => void) {
    this.deliver = deliver;
  }

  push(event: RunEvent): void {
    this.events.push(event);
    this.timer ??= setTimeout(() => this.flush(), viewLimits.eventBatchMs);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.events.length === 0) return;
    const events = this.events;
    this.events = [];
    this.deliver(events);
  }
}
