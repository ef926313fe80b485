import { importLimits } from '../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApiDescription } from '../../infer/model.ts';
import { asArray, asObject, isObject, own, textAt } from '../json.ts';
import { shortText } from '../openapi/text.ts';
import { fileLabel, pointerTo } from '../quote.ts';
import { Authentications } from '../requests/auth.ts';
import { findServers } from '../requests/base-url.ts';
import { toOperations } from '../requests/operations.ts';
import { sortRecorded } from '../requests/recorded-auth.ts';
import { FoundSecrets } from '../requests/secret-places.ts';
import type { SeenRequest } from '../requests/seen.ts';
import { type Template, templatesOf } from '../requests/templates.ts';
import type { Warnings } from '../warnings.ts';
import { recordedBody } from './bodies.ts';
import { chooseCalls } from './choose.ts';
import type { HarFormat } from './detect.ts';
import { type Entry, readEntry } from './entries.ts';

const STEPS = /[^/]+/g;

function decodedStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function toSeen(entry: Entry, template: Template, auth: Authentications, secrets: FoundSecrets): SeenRequest {
  const request = pointerTo(entry.pointer, 'request');
  const carried = sortRecorded(entry);
  for (const pointer of carried.secrets) secrets.add(pointer);
  const response = pointerTo(entry.pointer, 'response');
  const bodyPointer = pointerTo(response, 'content', 'text');
  const url = pointerTo(request, 'url');
  return {
    name: undefined,
    description: undefined,
    tags: [],
    pointer: request,
    method: entry.method,
    server: { url: entry.url.origin, label: entry.url.host, pointer: url },
    path: `${template.path}${/[^/]\/$/.test(entry.url.pathname) ? '/' : ''}`,
    variables: template.variables.map((one) => ({
      name: one.name,
      value: one.value,
      pointer: url,
      description: undefined,
    })),
    query: carried.query,
    headers: carried.headers,
    body: entry.method === 'GET' ? undefined : recordedBody(entry.postData, pointerTo(request, 'postData')),
    auth: carried.auth && [auth.add(carried.auth)],
    answers: [
      {
        status: entry.status,
        pointer: response,
        headers: entry.answerHeaders,
        body: entry.answer,
        bodyPointer,
      },
    ],
    told: undefined,
  };
}

/** What the archive is called: its pages, else the program that wrote it says little. */
function titleOf({ log }: HarFormat, baseUrl: string, fileName: string): string {
  const page = asArray(own(log, 'pages')).find(isObject);
  const host = URL.parse(baseUrl)?.hostname;
  return shortText(host ?? (page && textAt(page, 'title'))) ?? fileName.replace(/\.[A-Za-z]+$/, '');
}

/** Reads an HTTP archive (HR-1 … HR-5). Input failure: `no_operations`; everything smaller is a warning. */
export function readHar(fileName: string, format: HarFormat, warnings: Warnings): Result<ApiDescription> {
  const { entries, version } = format;
  if (entries.length > importLimits.requests) {
    warnings.add(
      'too_many_requests',
      '#/log/entries',
      `Only the first ${importLimits.requests} of ${entries.length} recorded requests were read; record less at once.`,
    );
  }
  const read = entries
    .slice(0, importLimits.requests)
    .flatMap((entry, index) => readEntry(entry, pointerTo('#/log/entries', index)) ?? []);
  const calls = chooseCalls(read, warnings);
  if (calls.length === 0) {
    return fail(
      'input',
      'no_operations',
      `${fileLabel(fileName)} holds ${entries.length} recorded requests and none of them calls an API (no answer is JSON); record while the data is loaded and import again.`,
    );
  }
  const authentications = new Authentications();
  const secrets = new FoundSecrets();
  const templates = templatesOf(
    calls.map(({ method, url, answer }) => ({
      method,
      host: url.host,
      steps: [...url.pathname.matchAll(STEPS)].map(([step]) => decodedStep(step)),
      answer,
    })),
  );
  const seen = calls.flatMap((entry, index) => {
    const template = templates[index];
    return template ? [toSeen(entry, template, authentications, secrets)] : [];
  });
  const servers = findServers(
    seen.map((one) => one.server),
    warnings,
  );
  const auth = authentications.list();
  return ok({
    kind: 'har',
    version,
    title: titleOf(format, servers.baseUrl, fileName),
    description: shortText(textAt(asObject(own(format.log, 'creator')) ?? {}, 'comment')),
    apiVersion: undefined,
    baseUrl: servers.baseUrl,
    auth,
    operations: toOperations(seen, { servers, auth, warnings, secrets, holder: 'the recording' }),
  });
}
