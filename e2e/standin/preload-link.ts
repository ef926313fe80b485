import { codec } from './codec.ts';
import type { MessagePortMain } from './ports.ts';
import type { FromPage, ToPage } from './wire.ts';

/** What the page's preload may ask for. */
export interface PreloadRequests {
  send(channel: string, args: unknown[]): void;
  invoke(channel: string, args: unknown[]): Promise<unknown>;
}

/** Carries messages and ports between main and the preload's world of one page; a new document gets nothing old. */
export class PreloadLink {
  private readonly ports = new Map<number, MessagePortMain>();
  private readonly deliver: (batch: readonly ToPage[]) => Promise<void>;
  private readonly requests: PreloadRequests;
  private queue: ToPage[] = [];
  private flushing = false;
  private open = false;
  private sequence = 0;

  /** @param deliver runs standinReceive in the page */
  constructor(deliver: (batch: readonly ToPage[]) => Promise<void>, requests: PreloadRequests) {
    this.deliver = deliver;
    this.requests = requests;
  }

  /** A document with a preload has begun. */
  begin(): void {
    this.open = true;
    this.flush();
  }

  /** The document is gone, and its ports with it. */
  end(): void {
    this.open = false;
    this.queue = [];
    for (const port of this.ports.values()) port.close();
    this.ports.clear();
  }

  receive(message: FromPage): void {
    switch (message.kind) {
      case 'send':
        // Always encoded from the arguments of a send or an invoke.
        this.requests.send(message.channel, codec.decode(message.args) as unknown[]);
        break;
      case 'invoke':
        this.requests.invoke(message.channel, codec.decode(message.args) as unknown[]).then(
          (value) => this.push({ kind: 'answer', id: message.id, value: codec.encode(value) }),
          (error: unknown) => {
            const wrapped = new Error(`Error invoking remote method '${message.channel}': ${String(error)}`);
            this.push({ kind: 'refusal', id: message.id, error: codec.encode(wrapped) });
          },
        );
        break;
      case 'port':
        this.ports.get(message.id)?.postMessage(codec.decode(message.data));
        break;
      case 'port-closed':
        this.ports.get(message.id)?.close();
        this.ports.delete(message.id);
    }
  }

  event(channel: string, args: readonly unknown[], ports: readonly MessagePortMain[] = []): void {
    this.push({ kind: 'event', channel, args: codec.encode(args), ports: ports.map((port) => this.adopt(port)) });
  }

  private adopt(port: MessagePortMain): number {
    const id = ++this.sequence;
    this.ports.set(id, port);
    port.on('message', ({ data }) => this.push({ kind: 'port', id, data: codec.encode(data) }));
    port.on('close', () => {
      if (this.ports.delete(id)) this.push({ kind: 'port-closed', id });
    });
    port.start();
    return id;
  }

  private push(message: ToPage): void {
    this.queue.push(message);
    this.flush();
  }

  /** One call into the page carries everything that has come up since the last. */
  private flush(): void {
    if (this.flushing || !this.open || this.queue.length === 0) return;
    this.flushing = true;
    setImmediate(async () => {
      const batch = this.queue;
      this.queue = [];
      await this.deliver(batch);
      this.flushing = false;
      this.flush();
    });
  }
}
