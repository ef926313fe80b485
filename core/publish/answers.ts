import { z } from 'zod';
import { type Failure, fail, ok, type Result } from '../../shared/result.ts';
import { shownAddress } from './address.ts';
import type { Answer } from './request.ts';

/** What was asked for: named in every sentence about the answer. */
export interface Subject {
  readonly marketplace: URL;
  /** `cn-<id>`, or `the catalogue`. */
  readonly listing: string;
  readonly version?: string;
  /** A listing that is not there is made by publishing to it: one that is not found is another publisher's. */
  readonly isPublish?: boolean;
  /** Never repeated, though a server may echo it. */
  readonly key: string;
}

const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), request_id: z.string().optional() }),
});

function parseJson(answer: Answer): unknown {
  try {
    return JSON.parse(answer.bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The server's own words: foreign text, so cut, on one line, without the key, closed by a full stop. */
export const words = (text: string, key: string): string =>
  text
    .replaceAll(key, '****')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
    .replace(/\.?$/, '.');

const bearing = (subject: Subject): string =>
  subject.version === undefined ? subject.listing : `${subject.listing} ${subject.version}`;

function sentence(status: number, code: string, said: string, subject: Subject): readonly [string, string] {
  const where = shownAddress(subject.marketplace);
  const what = bearing(subject);
  switch (status) {
    case 401:
      return [
        'bad_key',
        `The marketplace ${where} does not accept the key: check that it is whole, still valid and of this marketplace.`,
      ];
    case 403:
      return [
        'not_permitted',
        `The marketplace ${where} does not let this key do that with ${subject.listing}: ${said}`,
      ];
    case 404:
      if (subject.isPublish) {
        return [
          'foreign_listing',
          `${subject.listing} at ${where} belongs to another publisher: give your connector another id, or check that the address is a marketplace's.`,
        ];
      }
      return [
        'not_found',
        `The marketplace ${where} does not know ${what}: check the name and that the address is right.`,
      ];
    case 409:
      if (code === 'state_conflict') {
        return [
          'version_exists',
          `${what} stands at ${where} already with other content, and a published version never changes: raise "version" in connector.json and publish again.`,
        ];
      }
      return ['conflict', `The marketplace ${where} has another request for ${what} under way: ${said}`];
    case 413:
      return ['package_too_large', `The package of ${what} is too large for ${where}: ${said} Make its files smaller.`];
    case 422:
      return [
        'package_refused',
        `The marketplace ${where} refuses ${what}: ${said} Correct the connector and try again.`,
      ];
    case 429:
      return [
        'too_many_requests',
        `The marketplace ${where} has had too many requests from you: wait a minute and try again.`,
      ];
  }
  if (status >= 500) {
    return [
      'marketplace_failed',
      `The marketplace ${where} failed (HTTP ${status}): try again later; a second try never makes a second version.`,
    ];
  }
  return ['request_refused', `The marketplace ${where} refuses the request (HTTP ${status}): ${said}`];
}

const passingStatus: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** An answer that is a refusal, as one sentence with the address and the remedy (FC-30, FC-31). */
export function refusal(answer: Answer, subject: Subject): Failure {
  const parsed = errorSchema.safeParse(parseJson(answer));
  const error = parsed.success ? parsed.data.error : undefined;
  const said = error === undefined ? 'It gives no reason.' : words(error.message, subject.key);
  const [code, message] = sentence(answer.status, error?.code ?? '', said, subject);
  const retryAfter = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return {
    kind: 'remote',
    code,
    message,
    details: {
      status: answer.status,
      passing: passingStatus.has(answer.status) || error?.code === 'entity_locked',
      ...(Number.isFinite(retryAfter) ? { retryAfterMs: retryAfter * 1000 } : {}),
      ...(error === undefined ? {} : { marketplaceCode: error.code.slice(0, 100) }),
      ...(error?.request_id === undefined ? {} : { requestId: error.request_id.slice(0, 100) }),
    },
  };
}

/** An answer that cannot be what was asked for (A116). */
export const wrongAnswer = (subject: Subject, why: string, passing = false): Result<never> =>
  fail(
    'remote',
    'bad_answer',
    `The marketplace ${shownAddress(subject.marketplace)} gave an answer about ${bearing(subject)} that cannot be right: ${why}. Nothing was changed here; check that the address is a marketplace's.`,
    { passing },
  );

/** The JSON of a good answer, checked by its schema; or the refusal, or `bad_answer` (HTML, cut short, other shape). */
export function readAnswer<T>(answer: Answer, schema: z.ZodType<T>, subject: Subject): Result<T> {
  if (answer.status < 200 || answer.status >= 300) return { ok: false, error: refusal(answer, subject) };
  const type = answer.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    return wrongAnswer(
      subject,
      `it is ${type === '' ? 'of no stated type' : words(type, subject.key).slice(0, -1)}, not JSON`,
    );
  }
  const json = parseJson(answer);
  if (json === undefined) return wrongAnswer(subject, 'its JSON is cut short or damaged', true);
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const place = parsed.error.issues[0]?.path.join('.') ?? '';
  return wrongAnswer(
    subject,
    place === '' ? 'it is not the object asked for' : `its ${place} is missing or of another kind`,
  );
}
