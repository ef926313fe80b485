import { capabilitiesOf, toolsOf } from '../../shared/connector/capabilities.ts';
import { installForm } from '../../shared/connector/install-form.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import type { Preview } from '../../shared/contract/publish.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { ConnectorState } from '../../shared/versions/index.ts';
import { checkScan, type PackageScan, type PackedConnector, packConnector, scanPackage } from '../package/index.ts';
import type { Access } from '../publish/index.ts';
import type { StudioData } from './index.ts';
import { readManifest } from './manifest.ts';
import { normaliseUrl, notedBase, publishedBase } from './published.ts';
import { readinessOfConnector } from './readiness.ts';
import { type Release, releaseOf, shownRelease } from './release.ts';
import { revisionState } from './state.ts';
import { anyAccess } from './tenants.ts';
import { setVersion } from './version.ts';

/** A packed revision, and what a look through its files found. */
export interface Packed extends PackedConnector {
  readonly revision: number;
  readonly scan: PackageScan;
}

/** Packs the newest revision of a connector in memory. */
export async function packFromWorkspace(studio: StudioData, id: string): Promise<Result<Packed>> {
  const stored = studio.workspace.connectors.files(id);
  if (!stored.ok) return stored;
  const { files, revision } = stored.value;
  const packed = await packConnector(files);
  return packed.ok ? ok({ ...packed.value, revision, scan: scanPackage(files) }) : packed;
}

/** The published version that the newest revision is measured against, without a key of its own. */
async function baseAt(studio: StudioData, manifest: Manifest, marketplace: string) {
  const url = normaliseUrl(marketplace);
  const access = await anyAccess(studio, url);
  return access ? publishedBase(studio, access, manifest) : notedBase(studio, manifest.id, manifest.version, url);
}

/** How the newest revision follows what is published; undefined where nothing is. */
async function releaseAt(studio: StudioData, id: string, marketplace: string): Promise<Release | undefined> {
  const now = revisionState(studio, id);
  if (!now.ok) return undefined;
  const base = await baseAt(studio, now.value.manifest, marketplace);
  return base && releaseOf(base, now.value);
}

const noForm: Preview['install'] = { auth: [], config: {} };

/** What a manifest says that a person looks at before it is published. */
function described(
  manifest: Manifest | undefined,
): Pick<Preview, 'version' | 'hosts' | 'capabilities' | 'tools' | 'install' | 'confirmations'> {
  const hosts = [...(manifest?.hosts ?? [])];
  const capabilities = manifest ? capabilitiesOf(manifest) : [];
  const tools = manifest ? toolsOf(manifest) : [];
  return {
    version: manifest?.version ?? '',
    hosts,
    capabilities,
    tools: tools.map(({ name, sideEffect, description }) => ({ name, sideEffect, description: description ?? null })),
    install: manifest ? installForm(manifest) : noForm,
    confirmations: { hosts, capabilities },
  };
}

/**
 * What would be published, and why it cannot be where it cannot. With a marketplace, measured against what is published there.
 */
export async function previewPublish(studio: StudioData, id: string, marketplace?: string): Promise<Preview> {
  const manifest = readManifest(studio, id);
  const packed = await packFromWorkspace(studio, id);
  const scan = packed.ok ? checkScan(packed.value.scan, { allowPersonal: true }) : packed;
  const release = marketplace === undefined ? undefined : await releaseAt(studio, id, marketplace);
  const version: Result<void> = release?.problem ? { ok: false, error: release.problem } : ok(undefined);
  const problems = [manifest, packed, scan, version].flatMap((result): string[] =>
    result.ok ? [] : [result.error.message],
  );
  const readiness = readinessOfConnector(studio, id);
  return {
    ...described(manifest.ok ? manifest.value : undefined),
    digest: packed.ok ? packed.value.digest : '',
    bytes: packed.ok ? packed.value.bytes.byteLength : 0,
    files: packed.ok ? [...packed.value.files] : [],
    problems: [...new Set(problems)],
    personal: packed.ok ? [...packed.value.scan.personal] : [],
    secrets: packed.ok ? [...packed.value.scan.secrets] : [],
    release: release ? shownRelease(release) : null,
    readiness: readiness.ok ? [...readiness.value] : [],
  };
}

/** Whether the version of a state may follow what is published at a marketplace (FL-40). */
export async function checkRelease(studio: StudioData, access: Access, now: ConnectorState): Promise<Result<void>> {
  const base = await publishedBase(studio, access, now.manifest);
  const problem = base && releaseOf(base, now)?.problem;
  return problem ? { ok: false, error: problem } : ok(undefined);
}

/** Raises the version of the newest revision after what is published at a marketplace. Failures are those of `setVersion`. */
export async function raiseForMarketplace(
  studio: StudioData,
  {
    connector,
    version,
    marketplace,
    note,
  }: {
    readonly connector: string;
    readonly version: string;
    readonly marketplace: string;
    readonly note?: string | undefined;
  },
): Promise<Result<{ readonly version: string; readonly revision: number }>> {
  const manifest = readManifest(studio, connector);
  if (!manifest.ok) return manifest;
  const against = await baseAt(studio, manifest.value, marketplace);
  const set = await setVersion(studio, connector, { wish: { kind: 'set', version }, against, note });
  return set.ok ? ok({ version: set.value.version, revision: set.value.revision }) : set;
}
