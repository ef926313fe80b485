import { installAuthSchema } from '../../../shared/connector/install-form.ts';
import type { Instance } from '../../../shared/contract/tenants.ts';
import { marketplaceLimits } from '../../../shared/limits.ts';
import { type Failure, ok, type Result } from '../../../shared/result.ts';
import { unpackConnector } from '../../package/index.ts';
import {
  findInstances,
  getInstance,
  installInstance,
  moveInstance,
  publishConnector,
  testInstance,
  uninstallInstance,
} from '../../publish/index.ts';
import { type StoredPublication, type StoredStage, secretKeyOf } from '../../workspace/publication-record.ts';
import { failureOf } from '../failures.ts';
import type { StudioData } from '../index.ts';
import { stateOf } from '../state.ts';
import { type TenantAccess, tenantAccess } from '../tenants.ts';
import type { Outcome } from './stages.ts';

interface Try {
  readonly studio: StudioData;
  readonly publication: StoredPublication;
  readonly stage: StoredStage;
  readonly access: TenantAccess;
  /** ms since the epoch. */
  readonly now: number;
}

const failed = (failure: Failure): Outcome => ({ kind: 'failed', failure });

/** Whether nothing was decided: the marketplace could not be asked, or asked to come back. */
const isPassing = ({ code, details }: Failure): boolean => code === 'unreachable' || details?.passing === true;

/** A failure of a try: what may pass waits, everything else is for a person. */
const outcomeOf = (failure: Failure): Outcome =>
  isPassing(failure) ? { kind: 'waits', for: 'network', failure } : failed(failure);

async function publish({ studio, publication, access }: Try): Promise<Outcome> {
  const archive = studio.workspace.publications.archive(publication.id);
  const files = archive && (await unpackConnector(archive));
  const state = files?.ok ? stateOf(files.value) : undefined;
  if (archive === undefined || publication.digest === null || !state?.ok) {
    return failed({
      kind: 'system',
      code: 'archive_lost',
      message: 'The archive of this publication cannot be read any more: cancel it and publish again.',
    });
  }
  const { manifest } = state.value;
  const published = await publishConnector({ ...access, archive, digest: publication.digest, manifest });
  if (!published.ok) return outcomeOf(published.error);
  const { connector, marketplace, revision, digest } = publication;
  const { workspace } = studio;
  if (connector !== null && revision !== null && workspace.connectors.get(connector).ok) {
    workspace.published.note({ connector, marketplace, version: manifest.version, digest, revision, manifest });
  }
  workspace.marketplaces.touch(marketplace);
  return { kind: 'done', change: { created: published.value.created } };
}

/** The credentials that wait in the vault. */
async function credentials({ studio, publication, stage }: Try) {
  if (!stage.hasSecrets) return { type: 'none' } as const;
  const text = await studio.vault.get(secretKeyOf(publication.id, stage.number));
  const parsed = text === null ? undefined : installAuthSchema.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : undefined;
}

/** An installation whose answer was lost for longer than a marketplace remembers it: by its name, which is unique (FC-45). */
async function adopted({ stage, access, publication, now }: Try): Promise<Instance | undefined> {
  const sent = Date.parse(stage.sentAt ?? '');
  if (!(now - sent > marketplaceLimits.idempotencyHours * 3_600_000)) return undefined;
  const isIt = (one: { readonly listing: string; readonly name: string }): boolean =>
    one.listing === publication.listing && one.name === stage.name;
  const found = await findInstances(access, isIt, 1);
  const [one] = found.ok ? found.value : [];
  const instance = one && (await getInstance(access, one.id));
  return instance?.ok && Date.parse(instance.value.createdAt) >= sent - 60_000 ? instance.value : undefined;
}

const installed = ({ id, authorizeUrl }: Instance): Outcome => ({
  kind: 'done',
  change: { instance: id, authorizeUrl },
});

async function install(one: Try): Promise<Outcome> {
  const { publication, stage, access } = one;
  const auth = await credentials(one);
  if (auth === undefined) {
    const message = `The credentials for ${stage.name} in ${stage.tenantName} are gone, for they lasted for the session only: give them again.`;
    return { kind: 'waits', for: 'secrets', failure: { kind: 'input', code: 'secrets_gone', message } };
  }
  const done = await installInstance(access, {
    listing: publication.listing,
    version: publication.version,
    name: stage.name ?? publication.listing,
    auth,
    config: stage.config,
    idempotencyKey: stage.idempotencyKey,
  });
  if (done.ok) return installed(done.value);
  if (done.error.code !== 'name_taken') return outcomeOf(done.error);
  const mine = await adopted(one);
  return mine ? installed(mine) : failed(done.error);
}

async function upgrade({ publication, stage, access }: Try): Promise<Outcome> {
  const { version } = publication;
  const config = Object.keys(stage.config).length === 0 ? undefined : stage.config;
  const moved = await moveInstance(access, stage.instance ?? '', { version, config }, stage.idempotencyKey);
  return moved.ok ? { kind: 'done', change: {} } : outcomeOf(moved.error);
}

async function compareCapabilities({ stage, access }: Try): Promise<Outcome> {
  const instance = await getInstance(access, stage.instance ?? '');
  if (!instance.ok) return outcomeOf(instance.error);
  const lacking = stage.expected.filter((one) => !instance.value.capabilities.includes(one));
  if (lacking.length === 0) return { kind: 'done', change: {} };
  return failed({
    kind: 'connector',
    code: 'lacks_capabilities',
    message: `${instance.value.name} lacks ${lacking.join(', ')}: the old one stays. Choose another listing, or cancel.`,
  });
}

/** Whether an installation still waits for a person's consent; undefined where it does not. */
async function consent({ stage, access, publication, now }: Try): Promise<Result<Outcome | undefined>> {
  const instance = await getInstance(access, stage.instance ?? '');
  if (!instance.ok) return instance;
  if (instance.value.status !== 'pending_auth') return ok(undefined);
  const before = publication.stages.find((one) => one.kind === 'install' && one.instance === stage.instance);
  const authorizeUrl = instance.value.authorizeUrl ?? before?.authorizeUrl ?? null;
  if (now - Date.parse(stage.startedAt ?? '') > marketplaceLimits.authorizationMs) {
    const message = `Nobody gave consent for ${stage.name} in ${stage.tenantName} in time: authorize it again.`;
    return ok(failed({ kind: 'remote', code: 'authorization_expired', message }));
  }
  const message = `${stage.name} in ${stage.tenantName} waits for consent: open its address and grant it.`;
  return ok({ kind: 'authorize', change: { authorizeUrl }, message });
}

async function test(one: Try): Promise<Outcome> {
  const { stage, access } = one;
  const waiting = await consent(one);
  if (!waiting.ok) return outcomeOf(waiting.error);
  if (waiting.value) return waiting.value;
  const tested = await testInstance(access, stage.instance ?? '', {
    idempotencyKey: `${stage.idempotencyKey}-${stage.round}`,
  });
  if (!tested.ok) return outcomeOf(tested.error);
  const { status, results } = tested.value;
  if (status === 'passed') return { kind: 'done', change: { results, authorizeUrl: null } };
  const bad = results.filter((result) => !result.ok).map(({ tool }) => tool);
  const message = `${bad.length === 0 ? 'The test' : bad.slice(0, 5).join(', ')} failed for ${stage.name} in ${stage.tenantName}: see why, then try again.`;
  return {
    kind: 'failed',
    failure: { kind: 'connector', code: 'test_failed', message },
    change: { results, authorizeUrl: null },
  };
}

async function uninstall({ stage, access }: Try): Promise<Outcome> {
  const gone = await uninstallInstance(access, stage.instance ?? '');
  // Gone already is what was wanted: an earlier try may have done it.
  if (gone.ok || gone.error.code === 'not_found') return { kind: 'done', change: { operators: [] } };
  const operators = gone.error.details?.operators;
  return Array.isArray(operators)
    ? { kind: 'failed', failure: gone.error, change: { operators } }
    : outcomeOf(gone.error);
}

const works = { publish, install, upgrade, capabilities: compareCapabilities, test, uninstall } as const;

/** The same access, whose requests end with the signal too. */
const withSignal = (access: TenantAccess, signal: AbortSignal): TenantAccess => ({
  ...access,
  fetch: (url, init) => {
    const send = access.fetch ?? globalThis.fetch;
    const own = init?.signal ? [init.signal] : [];
    return send(url, { ...init, signal: AbortSignal.any([signal, ...own]) });
  },
});

/** One try of a stage. What the vault or the network settings refuse waits for a person, everything else is an outcome. */
export async function perform(
  studio: StudioData,
  publication: StoredPublication,
  stage: StoredStage,
  { now, signal }: { readonly now: number; readonly signal: AbortSignal },
): Promise<Outcome> {
  try {
    const access = await tenantAccess(studio, stage.tenant);
    if (access.ok) {
      const stoppable = withSignal(access.value, signal);
      return await works[stage.kind]({ studio, publication, stage, access: stoppable, now });
    }
    const isWaiting = access.error.code !== 'unknown_tenant';
    return isWaiting ? { kind: 'waits', for: 'secrets', failure: access.error } : failed(access.error);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return { kind: 'waits', for: 'secrets', failure };
  }
}
