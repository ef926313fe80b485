import { readFile, writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { copyExchange } from '../../core/exchanges/copy.ts';
import { type ResendEdits, startResend } from '../../core/exchanges/resend/index.ts';
import { bodiesOf, storedExchange } from '../../core/exchanges/stored.ts';
import type { Studio } from '../../core/studio/index.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Exchange, Header, Timings } from '../../shared/run/exchange.ts';
import { type SnippetKind, snippetKinds } from '../../shared/run/snippets/index.ts';
import { utf8Text } from '../../shared/run/utf8.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import type { Output } from '../output.ts';
import { collectList } from '../pairs.ts';
import { fileFailure } from '../source.ts';
import { withPassphraseOption } from '../vault.ts';
import { compareTwoExchanges } from './compare.ts';
import { finished, follow } from './run.ts';

type Side = 'request' | 'response';

interface ShowOptions extends CommonOptions {
  readonly body?: Side;
  readonly out?: string;
}

interface ResendOptions extends CommonOptions {
  readonly account?: string;
  readonly method?: string;
  readonly url?: string;
  readonly header: readonly Header[];
  readonly removeHeader: readonly string[];
  /** false with --no-body. */
  readonly body?: string | false;
}

/** Collects a repeatable `Name: value`; `Name;` is an empty one, as in curl. */
function collectHeader(text: string, before: readonly Header[]): Header[] {
  const [, name, value = ''] = /^([^\s:;]+)(?::\s*(.*)|;)$/s.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError(`${JSON.stringify(text)} is not of the form "Name: value".`);
  return [...before, [name, value.trim()]];
}

const phase = (ms: number): string => (ms < 0 ? '–' : String(ms));
const timingsText = (timings: Timings): string =>
  Object.entries(timings)
    .map(([name, ms]) => `${name} ${phase(ms)}`)
    .join(', ');

/** What led to an exchange, and what was done to it. */
function originLines({
  redirectOf,
  retryOf,
  replayOf,
  initiator,
  fault,
  answeredBy,
  error,
}: Exchange): readonly string[] {
  const code = initiator?.kind === 'code' ? initiator : undefined;
  return [
    ...(code
      ? [`sent by ${code.function || 'the file'} (${code.place.file}:${code.place.line}:${code.place.column})`]
      : []),
    ...(initiator?.kind === 'studio' ? [`sent by the studio: ${initiator.purpose}`] : []),
    ...(redirectOf === undefined ? [] : [`redirected from ${redirectOf}`]),
    ...(retryOf === undefined ? [] : [`a further try of ${retryOf}`]),
    ...(replayOf === undefined ? [] : [`repeats ${replayOf}`]),
    ...(answeredBy === undefined ? [] : [`answered by the ${answeredBy}`]),
    ...(fault === undefined ? [] : [`fault: ${fault}`]),
    ...(error === undefined ? [] : [`${error.code}: ${error.message}`]),
  ];
}

function exchangeText(one: Exchange): string {
  const head = `${one.method} ${one.url} → ${one.status ?? one.error?.code ?? 'no answer'} ${one.statusText}`.trimEnd();
  const facts = [one.httpVersion, one.tlsVersion, one.remoteAddress].filter((fact) => fact !== undefined).join(', ');
  const body = (side: Side, ref: Exchange['requestBody']): readonly string[] =>
    ref ? [`${side} body: ${ref.bytes} bytes, ${ref.mimeType}`] : [];
  return [
    head,
    `${one.startedAt}, ${one.durationMs} ms (${timingsText(one.timings)}), ${facts}`,
    ...originLines(one),
    ...one.requestHeaders.map(([name, value]) => `> ${name}: ${value}`),
    ...one.responseHeaders.map(([name, value]) => `< ${name}: ${value}`),
    ...body('request', one.requestBody),
    ...body('response', one.responseBody),
  ].join('\n');
}

async function showBody(
  studio: Studio,
  one: Exchange,
  side: Side,
  out: string | undefined,
  output: Output,
): Promise<Result<number>> {
  const ref = side === 'request' ? one.requestBody : one.responseBody;
  const bytes = ref && bodiesOf(studio.workspace)(ref.id);
  if (!ref || !bytes) {
    const why = ref ? 'is no longer stored: older bodies make room for newer ones' : 'is empty';
    return fail('input', 'no_body', `The ${side} body of ${one.id} ${why}.`);
  }
  if (out !== undefined) {
    try {
      await writeFile(out, bytes);
    } catch (error) {
      return fileFailure('written', out, error);
    }
    output.result(
      { exchange: one.id, file: out, bytes: bytes.byteLength },
      () => `${bytes.byteLength} bytes stand in ${out}.`,
    );
    return ok(0);
  }
  const text = utf8Text(bytes);
  if (text === undefined && !output.json)
    return fail(
      'input',
      'binary_body',
      `The ${side} body of ${one.id} is binary (${ref.mimeType}): write it to a file with --out FILE.`,
    );
  const content = text === undefined ? { base64: Buffer.from(bytes).toString('base64') } : { text };
  output.result({ exchange: one.id, mimeType: ref.mimeType, ...content }, () => text ?? '');
  return ok(0);
}

async function show(studio: Studio, id: string, options: ShowOptions, output: Output): Promise<Result<number>> {
  if (options.out !== undefined && options.body === undefined)
    return fail('input', 'bad_usage', '--out writes a body: say which with --body request or --body response.');
  const found = storedExchange(studio.workspace, id);
  if (!found.ok) return found;
  if (options.body !== undefined) return showBody(studio, found.value, options.body, options.out, output);
  output.result(found.value, () => exchangeText(found.value));
  return ok(0);
}

function copy(studio: Studio, id: string, kind: SnippetKind, output: Output): Result<number> {
  const copied = copyExchange(studio.workspace, id, kind);
  if (!copied.ok) return copied;
  for (const note of copied.value.notes) output.note(note);
  output.result(copied.value, () => copied.value.text);
  return ok(0);
}

async function editsOf({ method, url, header, removeHeader, body }: ResendOptions): Promise<Result<ResendEdits>> {
  const edits = { method, url, headers: header, removeHeaders: removeHeader };
  if (body === undefined || body === false) return ok(body === false ? { ...edits, body: null } : edits);
  if (!body.startsWith('@')) return ok({ ...edits, body: Buffer.from(body) });
  try {
    return ok({ ...edits, body: await readFile(body.slice(1)) });
  } catch (error) {
    return fileFailure('read', body.slice(1), error);
  }
}

async function resend(
  studio: Studio,
  exchange: string,
  options: ResendOptions,
  output: Output,
): Promise<Result<number>> {
  const edits = await editsOf(options);
  if (!edits.ok) return edits;
  const request = { exchange, edits: edits.value, connection: options.account };
  const started = await startResend(studio, request, follow(output));
  if (!started.ok) return started;
  const detail = await finished(started.value);
  const last = detail.exchanges.at(-1);
  const bytes = last?.responseBody && bodiesOf(studio.workspace)(last.responseBody.id);
  output.result({ run: detail.id, outcome: detail.outcome, exchange: last ?? null }, () =>
    [
      ...(last ? [exchangeText(last)] : []),
      ...(bytes ? ['', utf8Text(bytes) ?? `${bytes.byteLength} bytes, binary`] : []),
    ].join('\n'),
  );
  return ok(detail.outcome?.kind === 'ok' && typeof last?.status === 'number' ? 0 : 1);
}

export function registerExchange(program: Command): void {
  const exchange = program.command('exchange').description('recorded requests with their responses');
  withCommonOptions(exchange.command('show'))
    .argument('<id>', 'id of an exchange')
    .addOption(new Option('--body <side>', 'only the body').choices(['request', 'response']))
    .option('--out <file>', 'with --body: write its bytes to a file')
    .description('show a recorded exchange, or one of its bodies')
    .action((id: string, options: ShowOptions) =>
      withStudio(options, (studio, output) => show(studio, id, options, output)),
    );
  withCommonOptions(exchange.command('copy'))
    .argument('<id>', 'id of an exchange')
    .addOption(new Option('--as <kind>', 'what it becomes').choices(snippetKinds).default('curl'))
    .description('write a recorded request as a program that sends it again')
    .action((id: string, options: CommonOptions & { readonly as: SnippetKind }) =>
      withStudio(options, async (studio, output) => copy(studio, id, options.as, output)),
    );
  withPassphraseOption(withCommonOptions(exchange.command('resend')))
    .argument('<id>', 'id of an exchange')
    .option('--account <account>', 'name of the connection (default: that of its run)')
    .option('--method <method>', 'another method')
    .option('--url <url>', 'another address')
    .option('--header <header>', '"Name: value" instead of the recorded one; repeatable', collectHeader, [])
    .option('--remove-header <names>', 'headers to leave out; repeatable', collectList, [])
    .option('--body <text>', 'another body: a text, or @FILE')
    .option('--no-body', 'without a body')
    .description('send a recorded request again, with the credentials of its connection')
    .action((id: string, options: ResendOptions) =>
      withStudio(options, (studio, output) => resend(studio, id, options, output)),
    );
  withCommonOptions(exchange.command('compare'))
    .argument('<a>', 'id of an exchange')
    .argument('<b>', 'id of the exchange that it is compared with')
    .description('say what sets two exchanges apart')
    .action((a: string, b: string, options: CommonOptions) =>
      withStudio(options, async (studio, output) => compareTwoExchanges(studio, a, b, output)),
    );
}
