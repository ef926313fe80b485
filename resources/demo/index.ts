import { createRandom } from '../../shared/random.ts';
import { createApp } from './app.ts';

export interface DemoApiOptions {
  /** Port on 127.0.0.1; 0, the default, takes any that is free. */
  readonly port?: number;
  /** The key that opens it; by default one that depends on the seed alone, so that it outlives a restart. */
  readonly key?: string;
  /** Same seed, same data and ids. */
  readonly seed?: number;
}

export interface DemoApi {
  /** Without a trailing slash; the description stands at `/openapi.json`. */
  readonly url: string;
  readonly key: string;
  close(): Promise<void>;
}

/** The seed of a demo API that is given none. */
export const DEFAULT_SEED = 20_261;

/**
 * Starts the demo CRM on 127.0.0.1: lists in five ways of paging, commands that write, and answers that are slow, fail
 * or are refused. Rejects where the port is taken.
 */
export async function createDemoApi(options: DemoApiOptions = {}): Promise<DemoApi> {
  const seed = options.seed ?? DEFAULT_SEED;
  const key = options.key ?? `demo_${createRandom(seed, 'key').text(24)}`;
  let url = '';
  const app = createApp({ seed, key, url: () => url });
  url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return { url, key, close: () => app.close() };
}
