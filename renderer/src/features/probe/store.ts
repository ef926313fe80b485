import { create } from 'zustand';
import type { ProbeReport, ProbeRequest, ProbeVerdict } from '../../../../shared/import/probe.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { refreshConnectors } from '../connectors/store.ts';
import { followInTurn } from '../editor/save.ts';

/** Probes of this window: the one under way, the last report, and the last verdict of each entity. */
interface ProbeState {
  /** Connector that is probed now. */
  readonly running: string | null;
  readonly report: ProbeReport | null;
  readonly failure: Failure | null;
  /** By `<connector> <entity>`. */
  readonly verdicts: ReadonlyMap<string, ProbeVerdict>;
}

export const useProbe = create<ProbeState>(() => ({ running: null, report: null, failure: null, verdicts: new Map() }));

const keyOf = (connector: string, entity: string): string => `${connector} ${entity}`;

/** The last verdict on an entity in this window. */
export const verdictOf = (
  verdicts: ProbeState['verdicts'],
  connector: string,
  entity: string,
): ProbeVerdict | undefined => verdicts.get(keyOf(connector, entity));

let probing: AbortController | undefined;

/** Forgets the last report, before another probe is prepared. */
export const clearProbe = (): void => useProbe.setState({ report: null, failure: null });

/** Ends the probe that is under way. */
export function cancelProbe(): void {
  probing?.abort();
  useProbe.setState({ running: null });
}

/** Reads two pages of entities live. What was proven is shown, and written where the request says so. */
export async function startProbe(request: ProbeRequest): Promise<void> {
  probing?.abort();
  const mine = new AbortController();
  probing = mine;
  const { connector } = request;
  useProbe.setState({ running: connector, report: null, failure: null });
  const result = await attempt((api) => api.imports.probe(request, { signal: mine.signal }));
  if (mine.signal.aborted) return;
  if (!result.ok) {
    useProbe.setState({ running: null, failure: result.error });
    return;
  }
  const report = result.value;
  useProbe.setState(({ verdicts }) => ({
    running: null,
    report,
    verdicts: new Map([...verdicts, ...report.verdicts.map((one) => [keyOf(connector, one.entity), one] as const)]),
  }));
  if (report.applied === undefined) return;
  await refreshConnectors();
  await followInTurn(connector);
}
