import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { Studio } from '../../core/studio/index.ts';
import { changeSettings, readAuthority, showSettings } from '../../core/studio/settings.ts';
import { hostPattern } from '../../shared/connector/names.ts';
import type { ShownSettings } from '../../shared/contract/settings.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { authorityName, type NetworkSettings, proxyAddress, trustedHost } from '../../shared/settings.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import type { Output } from '../output.ts';
import { collectList } from '../pairs.ts';
import { fileFailure } from '../source.ts';
import { withPassphraseOption } from '../vault.ts';

interface ProxyOptions extends CommonOptions {
  readonly bypass: readonly string[];
  readonly username?: string;
  readonly passwordEnv?: string;
  readonly resolveAtProxy?: boolean;
}

const PASSWORDS: Readonly<Record<NonNullable<ShownSettings['network']['proxy']>['password'], string>> = {
  keychain: 'its password is in the keychain',
  session: 'its password is known for this session',
  file: 'its password is in the vault file',
  locked: 'its password cannot be read before the vault is unlocked',
  environment: 'its password is read from the environment',
  missing: 'its password is not there: set the variable again',
  none: 'without a password',
};

function text({ network, ignoredVariables }: ShownSettings): string {
  const { proxy, authorities, insecureHosts } = network;
  const lines = [proxy ? `proxy: ${proxy.url} (${PASSWORDS[proxy.password]})` : 'proxy: none'];
  if (proxy?.username !== undefined) lines.push(`  user name: ${proxy.username}`);
  if (proxy && proxy.bypass.length > 0) lines.push(`  not for: ${proxy.bypass.join(', ')}`);
  if (proxy?.resolveAtProxy) lines.push('  names are resolved by the proxy');
  for (const { name, subject, validTo } of authorities)
    lines.push(`authority: ${name} (${subject.replaceAll('\n', ', ')}, valid to ${validTo.slice(0, 10)})`);
  for (const host of insecureHosts) lines.push(`certificate not verified: ${host}`);
  for (const name of ignoredVariables) lines.push(`warning: ${name} is set in the environment and is not heard`);
  return lines.join('\n');
}

const show = (settings: ShownSettings, output: Output): Result<number> => {
  output.result(settings, () => text(settings));
  return ok(0);
};

/** Changes the part of the settings that a command names; all else stays. */
async function change(
  studio: Studio,
  output: Output,
  edit: (network: NetworkSettings) => NetworkSettings | Result<never>,
  password: { readonly value?: string; readonly variable?: string } = {},
): Promise<Result<number>> {
  const network = edit(studio.workspace.settings.get().network);
  if ('ok' in network) return network;
  const { proxy } = network;
  const secret = proxy && password.value !== undefined ? { proxy: { ...proxy, password: password.value } } : {};
  const changed = await changeSettings(studio, {
    network: { ...network, ...secret },
    ...(password.variable === undefined ? {} : { proxyVariable: password.variable }),
  });
  return changed.ok ? show(changed.value, output) : changed;
}

const problem = (code: string, value: string, error: { readonly issues: readonly { readonly message: string }[] }) =>
  fail('input', code, `${JSON.stringify(value)} cannot be used: ${error.issues[0]?.message ?? 'it cannot be read'}.`);

async function setProxy(studio: Studio, output: Output, url: string, options: ProxyOptions): Promise<Result<number>> {
  const address = proxyAddress.safeParse(url.replace(/\/$/, ''));
  if (!address.success) {
    // It may hold a password, which is not to be shown again.
    return fail('input', 'bad_proxy', `The address of the proxy cannot be used: ${address.error.issues[0]?.message}.`);
  }
  for (const host of options.bypass) {
    const checked = hostPattern.safeParse(host);
    if (!checked.success) return problem('bad_host', host, checked.error);
  }
  const { passwordEnv: variable, username, bypass, resolveAtProxy = false } = options;
  const value = variable === undefined ? undefined : studio.environment[variable];
  if (variable !== undefined && (value === undefined || value === '')) {
    return fail(
      'input',
      'unset_variable',
      `The environment variable ${variable} is not set: set it to the password of the proxy and call again.`,
    );
  }
  const proxy = {
    url: address.data,
    ...(username === undefined ? {} : { username }),
    bypass: [...bypass],
    resolveAtProxy,
  };
  return change(
    studio,
    output,
    (network) => ({ ...network, proxy }),
    variable === undefined || value === undefined ? {} : { value, variable },
  );
}

async function addAuthority(
  studio: Studio,
  output: Output,
  file: string,
  given: string | undefined,
): Promise<Result<number>> {
  const checked = authorityName.safeParse(given ?? path.parse(file).name);
  if (!checked.success) return problem('bad_name', given ?? path.parse(file).name, checked.error);
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    return fileFailure('read', file, error);
  }
  const authority = readAuthority(file, content);
  if (!authority.ok) return authority;
  const { pem } = authority.value;
  return change(studio, output, (network) => ({
    ...network,
    authorities: [...network.authorities, { name: checked.data, pem }],
  }));
}

const missing = (what: string, name: string, known: readonly string[]): Result<never> =>
  fail(
    'input',
    'unknown_setting',
    `There is no ${what} ${JSON.stringify(name)}; ${known.length === 0 ? 'none is set' : `set are ${known.join(', ')}`}.`,
  );

function removeAuthority(network: NetworkSettings, name: string): NetworkSettings | Result<never> {
  const names = network.authorities.map((one) => one.name);
  if (!names.includes(name)) return missing('authority', name, names);
  return { ...network, authorities: network.authorities.filter((one) => one.name !== name) };
}

function untrust(network: NetworkSettings, host: string): NetworkSettings | Result<never> {
  if (!network.insecureHosts.includes(host)) return missing('trusted host', host, network.insecureHosts);
  return { ...network, insecureHosts: network.insecureHosts.filter((one) => one !== host) };
}

function trust(network: NetworkSettings, host: string): NetworkSettings | Result<never> {
  const checked = trustedHost.safeParse(host.toLowerCase());
  if (!checked.success) return problem('bad_host', host, checked.error);
  return { ...network, insecureHosts: [...network.insecureHosts, checked.data] };
}

export function registerSettings(program: Command): void {
  const settings = withCommonOptions(program.command('settings'))
    .description('show the proxy, the authorities and the trusted hosts of the studio')
    .enablePositionalOptions()
    .action((options: CommonOptions) =>
      withStudio(options, async (studio, output) => show(await showSettings(studio), output)),
    );
  const inner = (name: string) => withCommonOptions(settings.command(name));
  withPassphraseOption(inner('set-proxy'))
    .argument('<url>', 'http://host:port or https://host:port')
    .option('--username <name>', 'user name at the proxy')
    .option('--password-env <VARIABLE>', 'the password, by the environment variable that holds it')
    .option(
      '--bypass <host>',
      'host that is reached without it; *.example.com for all below; repeatable',
      collectList,
      [],
    )
    .option('--resolve-at-proxy', 'tell the proxy names, where this machine cannot resolve them')
    .description('send all requests through a proxy')
    .action((url: string, options: ProxyOptions) =>
      withStudio(options, (studio, output) => setProxy(studio, output, url, options)),
    );
  inner('clear-proxy')
    .description('send requests directly again')
    .action((options: CommonOptions) =>
      withStudio(options, (studio, output) => change(studio, output, ({ proxy: _proxy, ...network }) => network)),
    );
  inner('add-ca')
    .argument('<file>', 'PEM file with the certificate of an authority, or several')
    .option('--name <name>', 'name in the settings (default: that of the file)')
    .description('trust a further authority')
    .action((file: string, options: CommonOptions & { readonly name?: string }) =>
      withStudio(options, (studio, output) => addAuthority(studio, output, file, options.name)),
    );
  inner('remove-ca')
    .argument('<name>', 'name of an authority that was added')
    .description('trust an authority no more')
    .action((name: string, options: CommonOptions) =>
      withStudio(options, (studio, output) => change(studio, output, (network) => removeAuthority(network, name))),
    );
  inner('trust-host')
    .argument('<host:port>', 'the one server whose certificate is not verified')
    .description('do not verify the certificate of one server; each of its exchanges says so')
    .action((host: string, options: CommonOptions) =>
      withStudio(options, (studio, output) => change(studio, output, (network) => trust(network, host))),
    );
  inner('untrust-host')
    .argument('<host:port>', 'a server that was trusted')
    .description('verify its certificate again')
    .action((host: string, options: CommonOptions) =>
      withStudio(options, (studio, output) => change(studio, output, (network) => untrust(network, host))),
    );
}
