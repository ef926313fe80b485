import { importLimits } from '../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApiDescription } from '../../infer/model.ts';
import { Scope } from '../postman/variables.ts';
import { fileLabel } from '../quote.ts';
import { Authentications } from '../requests/auth.ts';
import { findServers } from '../requests/base-url.ts';
import { reportOpen } from '../requests/open-variables.ts';
import { toOperations } from '../requests/operations.ts';
import { looksLikeId, SiblingPaths } from '../requests/path-variables.ts';
import { FoundSecrets } from '../requests/secret-places.ts';
import { templatesOf } from '../requests/templates.ts';
import type { Warnings } from '../warnings.ts';
import { curlCalls } from './arguments.ts';
import { type CurlContext, type CurlRequest, requestsOf } from './request.ts';
import { dialectOf, type ShellCommand, shellCommands } from './shell.ts';

/** Variables that a script sets in lines of their own, with or without `export`; what only a shell could work out is left open. */
function assigned(commands: readonly ShellCommand[]): Scope {
  return new Scope(
    commands.flatMap(({ words }) => {
      const all = words.filter((word, index) => !(index === 0 && word.text === 'export'));
      const pairs = all.map((word) => /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word.text));
      if (pairs.some((pair) => pair === null)) return [];
      return pairs.map((pair) => ({ key: pair?.[1], value: pair?.[2] })).filter((one) => one.value !== '{{command}}');
    }),
  );
}

/** Ids written out in addresses become variables: one command is one example. */
function withTemplates(requests: readonly CurlRequest[]): readonly CurlRequest[] {
  const siblings = new SiblingPaths();
  for (const { seen } of requests) siblings.add(seen.path);
  const adopted = requests.map((request) => ({
    ...request,
    seen: { ...request.seen, path: siblings.adopt(request.seen.path) },
  }));
  const templates = templatesOf(
    adopted.map(({ seen }) => ({
      method: seen.method,
      host: seen.server.label,
      steps: seen.path.split('/').slice(1),
      answer: undefined,
    })),
  );
  return adopted.map((request, index) => {
    const template = templates[index];
    if (!template || !request.seen.path.split('/').some(looksLikeId)) return request;
    const variables = template.variables.map(({ name, value }) => ({
      name,
      value,
      pointer: request.seen.server.pointer,
      description: undefined,
    }));
    return {
      ...request,
      seen: { ...request.seen, path: template.path, variables: [...request.seen.variables, ...variables] },
    };
  });
}

/**
 * Reads curl commands as data: no file is opened, no command run, no request sent (A20). Input failure: `no_operations`; what is
 * not understood is a warning.
 */
export function readCurl(fileName: string, text: string, warnings: Warnings): Result<ApiDescription> {
  const authentications = new Authentications();
  const secrets = new FoundSecrets();
  const dialect = dialectOf(text);
  const commands = shellCommands(text, dialect);
  const context: CurlContext = { warnings, auth: authentications, secrets, scope: assigned(commands) };
  const calls = commands.flatMap((command) => curlCalls(command) ?? []);
  if (calls.length > importLimits.requests) {
    warnings.add(
      'too_many_requests',
      '#/commands',
      `Only the first ${importLimits.requests} of ${calls.length} commands were read; split the file to import the others.`,
    );
  }
  const read = calls.slice(0, importLimits.requests).flatMap((call, index) => {
    const found = requestsOf(call, index, context);
    if (found.length === 0) {
      warnings.add(
        'no_url',
        `#/commands/${index}`,
        `Line ${call.command.line}: this command names no address, so it is left out; add the URL.`,
      );
    }
    return found;
  });
  const requests = withTemplates(read.filter(({ seen }) => /^[A-Z]{1,20}$/.test(seen.method)));
  const [first] = requests;
  if (!first) {
    return fail(
      'input',
      'no_operations',
      `${fileLabel(fileName)} holds no curl command with an address; write \`curl https://…\` and import again.`,
    );
  }
  const seen = requests.map((request) => request.seen);
  const servers = findServers(
    seen.map((one) => one.server),
    warnings,
  );
  reportOpen(
    requests.map(({ target }) => target),
    { warnings, baseUrl: servers.baseUrl, where: 'which the commands give no value' },
  );
  const auth = authentications.list();
  return ok({
    kind: 'curl',
    version: dialect,
    title: URL.parse(servers.baseUrl)?.hostname ?? fileName.replace(/\.[A-Za-z]+$/, ''),
    description: undefined,
    apiVersion: undefined,
    baseUrl: servers.baseUrl,
    auth,
    operations: toOperations(seen, { servers, auth, warnings, secrets, holder: 'the commands' }),
  });
}
