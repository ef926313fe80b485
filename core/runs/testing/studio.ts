import { afterAll, onTestFinished } from 'vitest';
import type { ConnectorFile } from '../../../shared/connector/files.ts';
import type { Manifest } from '../../../shared/connector/manifest.ts';
import { plainManifest } from '../../../shared/connector/testing.ts';
import type { Failure } from '../../../shared/result.ts';
import type { RunDetail, RunEvent, RunRequest } from '../../../shared/run/run.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { createSessionStore } from '../../vault/session.ts';
import { connectionSecretKey, type SecretStore } from '../../vault/types.ts';
import { temporaryWorkspace, unwrap } from '../../workspace/testing/temporary.ts';
import type { StoredConnection, Workspace } from '../../workspace/types.ts';
import type { Clock } from '../clock.ts';
import { createRunner, type Runner } from '../index.ts';

/** One for a whole test file: workers start once. */
const sandbox = createSandbox();
afterAll(() => sandbox.close());

const manifest: Manifest = {
  ...plainManifest,
  id: 'crm',
  name: 'Crm',
  authentication: [
    { id: 'open', name: 'None', type: 'none' },
    { id: 'token', name: 'Token', type: 'bearer' },
    { id: 'key', name: 'Key', type: 'apiKey', in: 'query', param: 'api_key' },
    { id: 'basic', name: 'Basic', type: 'basic' },
  ],
  connectionConfig: {
    baseUrl: { type: 'string', default: 'https://crm.example.com' },
    region: { type: 'string', default: 'eu' },
  },
  hosts: ['crm.example.com'],
};

const entity = (name: string): Manifest['entities'][number] => ({
  name,
  title: name,
  operation: `GET /${name}`,
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'none' },
  fields: [],
});

const echo = (name: string): ConnectorFile => ({
  path: `functions/${name}.js`,
  text: `export const ${name} = (request) => request;\n`,
});

export interface TestRunner {
  readonly workspace: Workspace;
  readonly vault: SecretStore;
  readonly runner: Runner;
  /** Runs to the end. */
  run(
    request: Partial<RunRequest> & { readonly target: string },
  ): Promise<RunDetail & { readonly events: readonly RunEvent[] }>;
  /** The failure of a request that does not start. */
  refused(request: Partial<RunRequest> & { readonly target: string }): Promise<Failure>;
  /** Adds a connection; secrets go to the vault under its id. */
  connect(part: Partial<StoredConnection>, secrets?: Readonly<Record<string, string>>): Promise<StoredConnection>;
}

interface Options {
  readonly manifest?: Partial<Manifest>;
  /** Entities by name. */
  readonly entities?: readonly string[];
  /** Files by path, over functions that give back their request. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly vault?: SecretStore;
  /** What waits between tries go by. */
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** A runner on a workspace of its own with one connector, `crm`. */
export function testRunner(options: Options = {}): TestRunner {
  const workspace = temporaryWorkspace();
  const whole = { ...manifest, entities: (options.entities ?? []).map(entity), ...options.manifest };
  const files = new Map<string, string>([
    ['connector.json', JSON.stringify(whole)],
    ...['validate', 'config', 'schema', 'data'].map((name): [string, string] => [echo(name).path, echo(name).text]),
    ...Object.entries(options.files ?? {}),
  ]);
  unwrap(
    workspace.connectors.create(
      [...files].map(([path, text]) => ({ path, text })),
      'made by a test',
    ),
  );
  const vault = options.vault ?? createSessionStore('This is a test.');
  const runner = createRunner({
    workspace,
    vault,
    environment: options.environment ?? {},
    sandbox,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.random ? { random: options.random } : {}),
  });
  onTestFinished(() => runner.close());
  const start = (request: Partial<RunRequest> & { readonly target: string }, events: RunEvent[]) =>
    runner.start({ connector: 'crm', ...request }, (batch) => events.push(...batch));
  return {
    workspace,
    vault,
    runner,
    run: async (request) => {
      const events: RunEvent[] = [];
      const detail = await unwrap(await start(request, events)).done;
      return { ...detail, events };
    },
    refused: async (request) => {
      const started = await start(request, []);
      if (started.ok) throw new Error('the run was started');
      return started.error;
    },
    connect: async (part, secrets = {}) => {
      const connection = workspace.connections.save({
        connector: 'crm',
        name: 'main',
        auth: 'open',
        fields: {},
        secretFields: Object.keys(secrets).map((field) => ({ field })),
        allowedHosts: [],
        ...part,
      });
      for (const [field, secret] of Object.entries(secrets))
        await vault.set(connectionSecretKey('crm', connection.id, field), secret);
      return connection;
    },
  };
}
