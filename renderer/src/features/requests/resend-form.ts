import type { z } from 'zod';
import type { resendEditsSchema } from '../../../../shared/contract/exchanges.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import type { Exchange, Header } from '../../../../shared/run/exchange.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { headerLines } from './headers-view.tsx';

/** A request that is being edited. */
export interface ResendForm {
  readonly method: string;
  readonly url: string;
  /** One a line. */
  readonly headers: string;
  /** null: as it was recorded (one that is not text), or none where none was recorded. */
  readonly body: string | null;
}

/** What is to be other than recorded. */
export type ResendEdits = z.infer<typeof resendEditsSchema>;

/** The form of a recorded request; `body` is its text where it is one. */
export const resendForm = (exchange: Exchange, body: string | null): ResendForm => ({
  method: exchange.method,
  url: exchange.url,
  headers: headerLines(exchange.requestHeaders),
  body,
});

const fail = (message: string): Result<never> => ({ ok: false, error: { kind: 'input', code: 'bad_header', message } });

/** The headers of the lines of a form; blank lines count for nothing. */
function headersOf(text: string): Result<readonly Header[]> {
  const headers: Header[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    // A pseudo-header of HTTP/2 begins with a colon.
    const at = line.indexOf(':', 1);
    if (at < 1) return fail(requestsTexts.resend.notHeader(index + 1));
    headers.push([line.slice(0, at).trim(), line.slice(at + 1).trim()]);
  }
  return ok(headers);
}

function byName(headers: readonly Header[]): ReadonlyMap<string, readonly Header[]> {
  const groups = new Map<string, Header[]>();
  for (const header of headers) {
    const name = header[0].toLowerCase();
    groups.set(name, [...(groups.get(name) ?? []), header]);
  }
  return groups;
}

const valuesOf = (headers: readonly Header[] | undefined): string => JSON.stringify(headers?.map(([, value]) => value));

/** The edits that make a recorded request the one of the form; what was left as it was is not among them. */
export function editsOf(exchange: Exchange, recordedBody: string | null, form: ResendForm): Result<ResendEdits> {
  const parsed = headersOf(form.headers);
  if (!parsed.ok) return parsed;
  const before = byName(exchange.requestHeaders);
  const after = byName(parsed.value);
  const headers = [...after].flatMap(([name, group]) => (valuesOf(group) === valuesOf(before.get(name)) ? [] : group));
  const removed = [...before.keys()].filter((name) => !after.has(name));
  return ok({
    ...(form.method.trim() === exchange.method ? {} : { method: form.method.trim().toUpperCase() }),
    ...(form.url.trim() === exchange.url ? {} : { url: form.url.trim() }),
    ...(headers.length === 0 ? {} : { headers: headers.map(([name, value]): Header => [name, value]) }),
    ...(removed.length === 0 ? {} : { removeHeaders: removed }),
    ...(form.body === recordedBody
      ? {}
      : { body: form.body === null || form.body === '' ? null : { text: form.body } }),
  });
}
