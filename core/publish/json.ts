import { z } from 'zod';
import { marketplaceLimits } from '../../shared/limits.ts';
import type { Failure, Result } from '../../shared/result.ts';
import { apiAddress, checkKey, marketplaceAddress } from './address.ts';
import { readAnswer, refusal, type Subject, wrongAnswer } from './answers.ts';
import type { Access } from './catalogue.ts';
import { instanceRefusal } from './refusals.ts';
import { type Answer, ask } from './request.ts';

/** One request for JSON below `/v1/`. */
export interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly parts: readonly string[];
  /** What it is about, for sentences. */
  readonly subject: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** Id that the answer must be about (A116). */
  readonly about?: string;
  /** What a refusal for the state of the thing means here: its code, and what to do; a name that is taken otherwise. */
  readonly conflict?: readonly [code: string, advice: string];
  /** Listing that the answer must be about (A116). */
  readonly listing?: string;
}

const namesSchema = z.object({
  id: z.string().optional(),
  connector_id: z.string().optional(),
  listing: z.string().optional(),
});

/** Why an answer that fits the schema is about something else; undefined where it is not. */
function otherThing(answer: Answer, { about, listing }: Call): string | undefined {
  const named = namesSchema.safeParse(JSON.parse(answer.bytes.toString('utf8')));
  if (!named.success) return undefined;
  const id = named.data.connector_id ?? named.data.id;
  if (about !== undefined && id !== about) return `it is about ${JSON.stringify(id?.slice(0, 100))}`;
  if (listing !== undefined && named.data.listing !== listing)
    return `it is about the listing ${JSON.stringify(named.data.listing?.slice(0, 100))}`;
  return undefined;
}

/** Sends a request of the API of installed connectors, and checks the answer by its schema and by what it is about. */
export async function askJson<T>(access: Access, call: Call, schema: z.ZodType<T>): Promise<Result<T>> {
  const marketplace = marketplaceAddress(access.marketplace);
  if (!marketplace.ok) return marketplace;
  const key = checkKey(access.key);
  if (!key.ok) return key;
  const url = apiAddress(marketplace.value, ...call.parts);
  for (const [name, value] of Object.entries(call.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value));
  const answer = await ask({
    marketplace: marketplace.value,
    url,
    key: access.key,
    fetch: access.fetch ?? globalThis.fetch,
    maxBytes: marketplaceLimits.responseBytes,
    method: call.method ?? 'GET',
    headers: {
      accept: 'application/json',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
    },
    ...(call.body === undefined ? {} : { body: Buffer.from(JSON.stringify(call.body)) }),
  });
  if (!answer.ok) return answer;
  const subject: Subject = { marketplace: marketplace.value, listing: call.subject, key: access.key };
  const { status } = answer.value;
  if (status < 200 || status >= 300) {
    const failure: Failure = instanceRefusal(answer.value, refusal(answer.value, subject), subject, call.conflict);
    return { ok: false, error: failure };
  }
  const read = readAnswer(answer.value, schema, subject);
  if (!read.ok) return read;
  const other = otherThing(answer.value, call);
  return other === undefined ? read : wrongAnswer(subject, other);
}
