import type { GuestReply, SandboxLimits } from './types.ts';

/** The requests of one invocation: how many were sent, and which are under way (A48). */
export class PendingRequests {
  private readonly limits: SandboxLimits;
  private readonly ordered: boolean;
  private readonly deliver: (id: number, reply: GuestReply) => void;
  /** Bytes by id, in the order of sending. */
  private readonly pending = new Map<number, number>();
  private readonly early = new Map<number, GuestReply>();
  private bytes = 0;
  private count = 0;

  /** @param ordered whether answers wait for those of requests that were sent before (A47) */
  constructor(limits: SandboxLimits, ordered: boolean, deliver: (id: number, reply: GuestReply) => void) {
    this.limits = limits;
    this.ordered = ordered;
    this.deliver = deliver;
  }

  /** Requests that wait for their answer. */
  get size(): number {
    return this.pending.size;
  }

  /** Counts a request of so many bytes; or why it may not be sent. */
  admit(bytes: number): string | undefined {
    const { requests, pendingRequestBytes } = this.limits;
    if (this.count >= requests) return `This run has sent ${requests} requests, which is the limit.`;
    if (this.bytes + bytes > pendingRequestBytes) {
      return `The requests under way would hold ${this.bytes + bytes} bytes of bodies; the limit is ${pendingRequestBytes} bytes. Wait for some of them first.`;
    }
    this.count++;
    return undefined;
  }

  /** Notes an admitted request that does not block. */
  begin(id: number, bytes: number): void {
    this.pending.set(id, bytes);
    this.bytes += bytes;
  }

  /** Forgets a request; false where it is not under way. */
  drop(id: number): boolean {
    const bytes = this.pending.get(id);
    if (bytes === undefined) return false;
    this.pending.delete(id);
    this.bytes -= bytes;
    return true;
  }

  /** An answer from outside: it is delivered, or waits for its turn. */
  answer(id: number, reply: GuestReply): void {
    if (!this.pending.has(id)) return;
    this.early.set(id, reply);
    if (this.ordered) this.deliverInTurn();
    else this.deliverOne(id, reply);
  }

  /** Delivers what waits for nothing any more. */
  deliverInTurn(): void {
    for (;;) {
      const [id] = this.pending.keys();
      const reply = id === undefined ? undefined : this.early.get(id);
      if (id === undefined || reply === undefined) return;
      this.deliverOne(id, reply);
    }
  }

  private deliverOne(id: number, reply: GuestReply): void {
    this.early.delete(id);
    this.drop(id);
    this.deliver(id, reply);
  }
}
