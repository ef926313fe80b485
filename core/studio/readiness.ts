import { type ReadinessCheck, readinessOf } from '../../shared/connector/readiness.ts';
import { ok, type Result } from '../../shared/result.ts';
import { findPersonalData } from '../package/personal-scan.ts';
import { findSecrets } from '../package/secret-scan.ts';
import { coverageOfConnector } from './coverage.ts';
import type { StudioData } from './index.ts';

/** What is to be done before the newest revision of a connector is published. Fails with `unknown_connector`. */
export function readinessOfConnector(
  studio: Pick<StudioData, 'workspace'>,
  id: string,
): Result<readonly ReadinessCheck[]> {
  const detail = studio.workspace.connectors.get(id);
  if (!detail.ok) return detail;
  const stored = studio.workspace.connectors.files(id);
  if (!stored.ok) return stored;
  const coverage = coverageOfConnector(studio, id);
  return ok(
    readinessOf({
      manifest: detail.value.manifest,
      paths: new Set(detail.value.files.map((file) => file.path)),
      coverage: coverage.ok ? coverage.value : [],
      secrets: findSecrets(stored.value.files),
      personal: findPersonalData(stored.value.files),
    }),
  );
}
