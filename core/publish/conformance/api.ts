import { z } from 'zod';
import { conformanceLimits, marketplaceLimits } from '../../../shared/limits.ts';
import { ask, type Fetch } from '../request.ts';
import { Contradiction, must, quoted } from './report.ts';

/** What was asked, named in what is said of the answer. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/v1`, with its query: `connectors?limit=1`. */
  readonly path: string;
  /** JSON; bytes are sent as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another key than the first one; null for none. */
  readonly key?: string | null;
  /** Another place than `/v1/`, such as `v9/`. */
  readonly under?: string;
}

/** An answer whose body is JSON. */
export interface Reply {
  readonly asked: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What is kept of every answer of a check, for what is said of all of them. */
export interface Noted {
  readonly reply: Pick<Reply, 'asked' | 'status' | 'headers'>;
  /** The body of a refusal; undefined for others. */
  readonly refusal: unknown;
  /** Which of the secrets stood in it. */
  readonly leaked: boolean;
}

/** Sends requests of a check and looks at every answer. */
export interface Api {
  /** Throws `Contradiction` where no JSON comes back: a broken connection, a redirect, too much, a page. */
  send(asked: Asked): Promise<Reply>;
  readonly marketplace: URL;
  readonly requestMs: number;
  readonly noted: readonly Noted[];
  /** From now on, a text that must stand in no answer. */
  hide(secret: string): void;
  /** A text without them, and without the key. */
  mask(text: string): string;
  /** Why nothing is asked any more; undefined while it is. */
  readonly over: string | undefined;
}

export interface ApiOptions {
  readonly marketplace: URL;
  readonly key: string;
  readonly fetch: Fetch;
  /** Longest wait for one answer, ms. */
  readonly requestMs: number;
}

/** Bodies of refusals that are kept: of so many answers only. */
const KEPT = 2_000;

const isRefusal = (status: number): boolean => status >= 400;

export function openApi({ marketplace, key, fetch, requestMs }: ApiOptions): Api {
  const noted: Noted[] = [];
  const secrets: string[] = [];
  const until = performance.now() + conformanceLimits.totalMs;
  let broken = 0;
  let over: string | undefined;
  return {
    ...{ marketplace, requestMs, noted },
    hide: (secret) => void secrets.push(secret),
    mask: (text) => [key, ...secrets].reduce((masked, secret) => masked.replaceAll(secret, '****'), text),
    get over() {
      if (performance.now() > until) over ??= `the check has taken ${conformanceLimits.totalMs / 60_000} minutes`;
      return over;
    },
    send: async ({ method, path, body, headers, key: own = key, under = 'v1/' }) => {
      const name = `${method} /${under}${path}`;
      const isBytes = body instanceof Uint8Array;
      const answer = await ask({
        marketplace,
        url: new URL(`${new URL(under, marketplace).href}${path}`),
        key: own ?? undefined,
        fetch,
        method,
        maxBytes: marketplaceLimits.responseBytes,
        timeoutMs: requestMs,
        headers: { ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: isBytes ? body : Buffer.from(JSON.stringify(body)) }),
      });
      if (!answer.ok) {
        broken++;
        const { message } = answer.error;
        if (broken >= conformanceLimits.brokenInARow) over ??= `${broken} answers in a row did not come: ${message}`;
        throw new Contradiction(`${name}: ${message}`);
      }
      broken = 0;
      const { status, headers: got, bytes } = answer.value;
      const text = bytes.toString('utf8');
      const reply = { asked: name, status, headers: got };
      const leaked = secrets.some((secret) => text.includes(secret));
      const type = got.get('content-type') ?? '';
      let parsed: unknown;
      let isJson = /^application\/(?:[\w.+-]+\+)?json\b/i.test(type);
      try {
        parsed = isJson ? JSON.parse(text) : undefined;
      } catch {
        isJson = false;
      }
      if (noted.length < KEPT) noted.push({ reply, leaked, refusal: isRefusal(status) ? (parsed ?? null) : undefined });
      must(isJson, `${name} answered ${status} with ${type === '' ? 'no type' : quoted(type)}, not with JSON`);
      return { ...reply, body: parsed };
    },
  };
}

/** The body of an answer that should have one of these statuses and this shape. */
export function good<T>(reply: Reply, schema: z.ZodType<T>, ...statuses: readonly number[]): T {
  const wanted = statuses.length === 0 ? [200] : statuses;
  must(wanted.includes(reply.status), `${told(reply)}, not ${wanted.join(' or ')}`);
  const parsed = schema.safeParse(reply.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Contradiction(`${reply.asked}: ${issue?.path.join('.') || 'the answer'} ${issue?.message ?? 'is wrong'}`);
}

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** The code of a refusal; empty where there is none. */
export function codeOf({ body }: Pick<Reply, 'body'>): string {
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? parsed.data.error.code : '';
}

/** The code and words of a refusal, to be quoted. */
export function said({ body }: Pick<Reply, 'body'>): string {
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? quoted(`${parsed.data.error.code}: ${parsed.data.error.message}`) : '';
}

/** What was asked and what came, in words. */
const told = (reply: Reply): string => {
  const words = said(reply);
  return `${reply.asked} answered ${reply.status}${words === '' ? '' : ` ${words}`}`;
};

/** Ends the check of a statement unless an answer is this refusal. */
export function refused(reply: Reply, status: number, code?: string): void {
  const isIt = reply.status === status && (code === undefined || codeOf(reply) === code);
  must(isIt, `${told(reply)}, not ${status}${code === undefined ? '' : ` ${code}`}`);
}
