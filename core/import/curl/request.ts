import { type Target, targetOf } from '../postman/target.ts';
import { parseUrl, queryMembers } from '../postman/url.ts';
import type { Scope } from '../postman/variables.ts';
import { pointerTo, quote } from '../quote.ts';
import type { Authentications } from '../requests/auth.ts';
import { type Sent, sortRecorded } from '../requests/recorded-auth.ts';
import type { FoundSecrets } from '../requests/secret-places.ts';
import type { SeenRequest, SeenValue } from '../requests/seen.ts';
import type { Warnings } from '../warnings.ts';
import type { Argument, CurlCall } from './arguments.ts';
import { bodyOfCall, dataText } from './data.ts';
import { looseValue } from './loose-value.ts';

/** What the requests of all commands are read with. */
export interface CurlContext {
  readonly warnings: Warnings;
  readonly auth: Authentications;
  readonly secrets: FoundSecrets;
  /** Variables that the script itself sets, for addresses: `BASE=https://…`. */
  readonly scope: Scope;
}

/** A request of a command with what its address leaves open. */
export interface CurlRequest {
  readonly seen: SeenRequest;
  readonly target: Target;
}

const DATA: ReadonlySet<Argument['kind']> = new Set(['data', 'binary', 'raw', 'encoded', 'json', 'form', 'formText']);

const of = (call: CurlCall, ...kinds: readonly Argument['kind'][]): readonly Argument[] =>
  call.arguments.filter((one) => kinds.includes(one.kind));

const last = (call: CurlCall, kind: Argument['kind']): Argument | undefined => of(call, kind).at(-1);

function headersOf(call: CurlCall, pointerOf: (argument: Argument) => string): readonly Sent[] {
  return of(call, 'header').flatMap((argument) => {
    const pointer = pointerOf(argument);
    // `Name;` is an empty header, `Name:` takes one away (HR-24).
    const [, name, value] = /^([^:;\s]+)\s*[:;]\s*([\s\S]*)$/.exec(argument.value.text) ?? [];
    return name === undefined || value === undefined || value === '' ? [] : [{ name, value: value.trim(), pointer }];
  });
}

/** `name=value; …`; a text without `=` is the name of a file of cookies, which is not read. */
function cookiesOf(
  call: CurlCall,
  headers: readonly Sent[],
  pointerOf: (argument: Argument) => string,
): readonly Sent[] {
  const texts = [
    ...of(call, 'cookie').map((argument) => ({ text: argument.value.text, pointer: pointerOf(argument) })),
    ...headers
      .filter((one) => one.name.toLowerCase() === 'cookie')
      .map((one) => ({ text: one.value, pointer: one.pointer })),
  ];
  return texts.flatMap(({ text, pointer }) =>
    text
      .split(';')
      .filter((part) => part.includes('='))
      .map((part) => ({ name: part.split('=', 1)[0]?.trim() ?? '', value: '', pointer })),
  );
}

function methodOf(call: CurlCall, hasData: boolean): string {
  const stated = last(call, 'method')?.value.text.trim().toUpperCase();
  if (stated !== undefined && stated !== '') return stated;
  if (of(call, 'head').length > 0) return 'HEAD';
  return hasData && of(call, 'get').length === 0 ? 'POST' : 'GET';
}

/** Says what of a command is not done, and why (A20). */
function reportRefused(call: CurlCall, pointerOf: (argument: Argument) => string, warnings: Warnings): void {
  const { line } = call.command;
  for (const argument of call.arguments) {
    const pointer = pointerOf(argument);
    if (argument.kind === 'refused') {
      warnings.add(
        'curl_option_ignored',
        pointer,
        `Line ${line}: ${argument.flag} reads or writes files of this machine or sends the request elsewhere; it was not acted on, the connector does without it.`,
      );
    }
    if (argument.kind === 'signs') {
      warnings.add(
        'unsupported_security',
        pointer,
        `Line ${line}: ${argument.flag} signs every request anew, which a connection cannot do; write it in functions/utility.js.`,
      );
    }
    if (argument.kind === 'cookie' && !argument.value.text.includes('=')) {
      warnings.add(
        'file_not_read',
        pointer,
        `Line ${line}: ${quote(argument.value.text)} is a file of cookies; it was not read, give the cookies as name=value.`,
      );
    }
    if (argument.value.substitutions.includes('command')) {
      warnings.add(
        'command_not_run',
        pointer,
        `Line ${line}: the value of ${argument.flag === '' ? 'the address' : argument.flag} comes from another command; it was not run, the value is left to you.`,
      );
    }
  }
  for (const name of call.unknown) {
    warnings.add(
      'curl_option_unknown',
      `${commandPointer(call)}/${name}`,
      `Line ${line}: curl has no option ${quote(name)}; it was passed over, check the command.`,
    );
  }
}

/** Credentials of `-u` and `--oauth2-bearer`, as the header that they become. */
function userHeader(call: CurlCall, pointerOf: (argument: Argument) => string): readonly Sent[] {
  const user = last(call, 'user');
  const bearer = last(call, 'bearer');
  return [
    ...(user ? [{ name: 'Authorization', value: 'Basic x', pointer: pointerOf(user) }] : []),
    ...(bearer ? [{ name: 'Authorization', value: 'Bearer x', pointer: pointerOf(bearer) }] : []),
  ];
}

/** Commands are text, not JSON: a pointer names them by number and word. */
const pointers = new WeakMap<CurlCall, string>();
const commandPointer = (call: CurlCall): string => pointers.get(call) ?? '#/commands';

/** The requests of one call: one for each address. */
export function requestsOf(call: CurlCall, index: number, context: CurlContext): readonly CurlRequest[] {
  const { warnings, auth, secrets } = context;
  const command = pointerTo('#/commands', index);
  pointers.set(call, command);
  const pointerOf = (argument: Argument): string => pointerTo(command, argument.index);
  reportRefused(call, pointerOf, warnings);
  const file = (argument: Argument, name: string): void =>
    warnings.add(
      'file_not_read',
      pointerOf(argument),
      `Line ${call.command.line}: ${argument.flag} takes the file ${quote(name)}; it was not read, give its content yourself.`,
    );
  const secret = (pointer: string): void => secrets.add(pointer);
  const data = call.arguments.filter((one) => DATA.has(one.kind));
  const method = methodOf(call, data.length > 0);
  const headers = [...headersOf(call, pointerOf), ...userHeader(call, pointerOf)];
  const contentType = headers.find((one) => one.name.toLowerCase() === 'content-type')?.value;
  const inQuery = [
    ...of(call, 'query'),
    ...(of(call, 'get').length > 0 ? data.filter((one) => one.kind !== 'form' && one.kind !== 'formText') : []),
  ];
  const added = inQuery.flatMap((argument) => queryMembers(dataText(argument, file) ?? '', pointerOf(argument)));
  const sendsBody = of(call, 'get').length === 0 && method !== 'GET' && method !== 'HEAD';
  const body = sendsBody ? bodyOfCall(data, { contentType, pointerOf, file }) : undefined;
  return of(call, 'url').map((address) => {
    const url = parseUrl(withoutGlobs(address.value.text), pointerOf(address));
    const target = targetOf(url, context.scope);
    const query = [...url.query, ...added].map(({ key, value, pointer }) => ({ name: key, value, pointer }));
    const carried = sortRecorded({ headers, query, cookies: cookiesOf(call, headers, pointerOf) });
    for (const pointer of carried.secrets) secret(pointer);
    const open = (list: readonly SeenValue[]): readonly SeenValue[] =>
      list.map((one) => looseValue(one.name, one.value ?? '', one.pointer));
    return {
      target,
      seen: {
        name: undefined,
        description: call.command.comment,
        tags: [],
        pointer: command,
        method,
        server: target.server,
        path: target.path,
        variables: target.variables,
        query: open(carried.query),
        headers: open(carried.headers),
        body,
        auth: carried.auth && [auth.add(carried.auth)],
        answers: [],
        told: undefined,
      },
    };
  });
}

/** Copied addresses have their brackets escaped against globbing (HR-20). */
const withoutGlobs = (text: string): string => text.replace(/\\([[\]{}])/g, '$1');
