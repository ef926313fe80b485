import type { Command } from 'commander';
import { saveConnection } from '../../core/studio/connections.ts';
import { defaultAuthentication } from '../../core/studio/default-authentication.ts';
import type { Studio } from '../../core/studio/index.ts';
import { readManifest } from '../../core/studio/manifest.ts';
import type { OAuthFlow } from '../../shared/connector/manifest.ts';
import { hostPattern } from '../../shared/connector/names.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import type { Output } from '../output.ts';
import { collectList, collectPair, parsePort } from '../pairs.ts';
import { withPassphraseOption } from '../vault.ts';
import { authorizeNow, parseFlow } from './authorize.ts';

interface ConnectOptions extends CommonOptions {
  readonly name: string;
  readonly auth?: string;
  readonly set: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, string>>;
  readonly allowHost: readonly string[];
  readonly authorize?: boolean;
  readonly flow?: OAuthFlow;
  readonly port?: number;
}

function readSecrets(studio: Studio, variables: Readonly<Record<string, string>>): Result<Record<string, string>> {
  const secrets: [string, string][] = [];
  for (const [field, variable] of Object.entries(variables)) {
    const value = studio.environment[variable];
    if (value === undefined || value === '') {
      return fail(
        'input',
        'unset_variable',
        `The environment variable ${variable} is not set: set it to the value of ${field} and call again.`,
      );
    }
    secrets.push([field, value]);
  }
  return ok(Object.fromEntries(secrets));
}

function checkHosts(hosts: readonly string[]): Result<readonly string[]> {
  for (const host of hosts) {
    const parsed = hostPattern.safeParse(host);
    if (!parsed.success) {
      return fail(
        'input',
        'bad_host',
        `${JSON.stringify(host)} is not a host: ${parsed.error.issues[0]?.message ?? 'it cannot be read'}.`,
      );
    }
  }
  return ok(hosts);
}

function chooseAuth(studio: Studio, id: string, options: ConnectOptions): Result<string> {
  const manifest = readManifest(studio, id);
  if (!manifest.ok) return manifest;
  const before = studio.workspace.connections.get(id, options.name)?.auth;
  const auth = options.auth ?? before ?? defaultAuthentication(manifest.value, Object.keys(options.secret));
  if (auth !== undefined) return ok(auth);
  const ids = manifest.value.authentication.map((one) => one.id).join(', ');
  return fail('input', 'missing_auth', `Say how to authenticate with --auth; ${id} has ${ids}.`);
}

/** Secrets that stay nowhere when this command ends. */
function noteSecrets({ vault }: Studio, secrets: readonly string[], options: ConnectOptions, output: Output): void {
  if (vault.kind !== 'session' || secrets.length === 0) return;
  output.note(
    `${vault.reason ?? 'There is no keychain.'} Secrets are not stored: later commands read them from ${Object.values(options.secret).join(', ')} again.`,
  );
}

async function connectTo(studio: Studio, id: string, options: ConnectOptions, output: Output): Promise<Result<number>> {
  if (options.authorize !== true && (options.flow !== undefined || options.port !== undefined))
    return fail('input', 'bad_usage', '--flow and --port go with --authorize: add it, or leave them out.');
  const auth = chooseAuth(studio, id, options);
  if (!auth.ok) return auth;
  const secrets = readSecrets(studio, options.secret);
  if (!secrets.ok) return secrets;
  const hosts = checkHosts(options.allowHost);
  if (!hosts.ok) return hosts;
  // What was set before stays: a second call changes only what it names.
  const before = studio.workspace.connections.get(id, options.name);
  const sameAuth = before?.auth === auth.value;
  const saved = await saveConnection(studio, {
    connector: id,
    name: options.name,
    auth: auth.value,
    fields: { ...(sameAuth ? before?.fields : {}), ...options.set },
    secrets: secrets.value,
    variables: options.secret,
    allowedHosts: [...(before?.allowedHosts ?? []), ...hosts.value],
  });
  if (!saved.ok) return saved;
  noteSecrets(studio, Object.keys(secrets.value), options, output);
  if (options.authorize === true) return authorizeNow(studio, id, options, output);
  output.result(saved.value, () => `${id} is connected as ${saved.value.name} (${saved.value.auth}).`);
  return ok(0);
}

export function registerConnect(program: Command): void {
  withPassphraseOption(withCommonOptions(program.command('connect')))
    .argument('<id>', 'id of a connector')
    .requiredOption('--name <account>', 'name of the connection; a known one is changed')
    .option('--auth <id>', 'one of the ways to authenticate that the connector has')
    .option('--set <key=value>', 'a field that is not secret; repeatable', collectPair, {})
    .option(
      '--secret <key=VARIABLE>',
      'a secret, by the environment variable that holds it; repeatable',
      collectPair,
      {},
    )
    .option(
      '--allow-host <host>',
      'host this connection may reach besides the declared ones, private ones too; repeatable',
      collectList,
      [],
    )
    .option('--authorize', 'for oauth2: get the tokens now; the address to open is printed on stderr')
    .option(
      '--flow <flow>',
      'with --authorize: code, device or client (default: the first the connector has)',
      parseFlow,
    )
    .option(
      '--port <n>',
      'with --authorize: port of the redirect address on 127.0.0.1 (default: any free one)',
      parsePort,
    )
    .description('save credentials and settings of one account')
    .action((id: string, options: ConnectOptions) =>
      withStudio(options, (studio, output) => connectTo(studio, id, options, output), { createVault: true }),
    );
}
