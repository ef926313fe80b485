import { create } from 'zustand';
import { functionNames } from '../../../../shared/connector/names.ts';
import type { RunRequest } from '../../../../shared/run/run.ts';
import type { Series } from '../../../../shared/run/series.ts';
import { attempt, whenOpen } from '../../backend/session.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { useConnectors } from '../connectors/store.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { useEditor } from '../editor/store.ts';
import { targetsOf } from '../run/form.ts';
import { currentChoice } from '../run/state.ts';
import { showPanel } from '../workbench/layout.ts';
import { showError } from '../workbench/toast.ts';

/** The last series of each connector, and which one the panel shows instead of a run. */
interface SeriesState {
  readonly series: readonly Series[];
  /** Id of a series. */
  readonly shown: string | null;
}

export const useSeries = create<SeriesState>(() => ({ series: [], shown: null }));

/** The series of a connector, if there is one. */
export const seriesOf = ({ series }: SeriesState, connector: string | null): Series | undefined =>
  series.find((one) => one.connector === connector);

/** Shows a series in the panel. */
export function showSeries(id: string): void {
  useSeries.setState({ shown: id });
  showPanel('result');
}

async function start(connector: string, kind: Series['kind'], steps: readonly Step[]): Promise<void> {
  const connection = currentChoice(connector)?.connection ?? null;
  // What is missing is missing on a revision, and a run of unsaved text belongs to none.
  const docs = kind === 'missing' ? [] : dirtyDocs(useEditor.getState().docs, connector);
  const unsaved = docs.map(({ path, text }) => ({ path, text }));
  const result = await attempt((api) =>
    api.runs.startSeries({
      connector,
      kind,
      steps: [...steps],
      ...(connection === null ? {} : { connection }),
      ...(unsaved.length === 0 ? {} : { unsaved }),
    }),
  );
  if (!result.ok) {
    showError(texts.seriesNotStarted, result.error);
    return;
  }
  const { value } = result;
  useSeries.setState(({ series }) => ({
    series: [...series.filter((one) => one.connector !== connector), value],
  }));
  showSeries(value.id);
}

type Step = Omit<RunRequest, 'id' | 'connector' | 'connection' | 'unsaved'>;

const manifestOf = (connector: string) => {
  const detail = useConnectors.getState().details.get(connector);
  return detail?.kind === 'ready' ? detail.value : undefined;
};

/** Reads every entity of a connector, one after another: all pages of each, or the first one only. */
export async function runAllEntities(connector: string, allPages: boolean): Promise<void> {
  const entities = manifestOf(connector)?.manifest?.entities ?? [];
  const steps = entities.map(
    ({ name }): Step => ({ target: 'data', input: { requestedType: name }, ...(allPages ? { allPages } : {}) }),
  );
  if (steps.length > 0) await start(connector, 'entities', steps);
}

/** Functions that can be called with nothing but an account; the others need to know what is asked for. */
const callable = new Set<string>(functionNames.filter((name) => name !== 'datalist' && name !== 'resource'));

/** Calls each function of a connector that needs no input, one after another, `data` with the first page of the first entity. */
export async function runAllFunctions(connector: string): Promise<void> {
  const detail = manifestOf(connector);
  const steps = (detail ? targetsOf(detail).functions : [])
    .filter((name) => callable.has(name))
    .map((target): Step => ({ target }));
  if (steps.length > 0) await start(connector, 'functions', steps);
}

/** Runs the functions and tables whose run on the newest revision is missing, one after another. */
export async function runMissingTargets(
  connector: string,
  targets: readonly { readonly target: string; readonly entity: string | null }[],
): Promise<void> {
  const steps = targets.map(
    ({ target, entity }): Step => ({ target, ...(entity === null ? {} : { input: { requestedType: entity } }) }),
  );
  if (steps.length > 0) await start(connector, 'missing', steps);
}

/** Ends a series: the run under way is cancelled, the others are skipped. */
export async function cancelSeries(id: string): Promise<void> {
  const result = await attempt((api) => api.runs.cancelSeries({ series: id }));
  if (!result.ok) showError(texts.seriesNotCancelled, result.error);
}

/** Knows of all series as long as the page lives; gives the function that stops it. */
export const watchSeries = (): (() => void) =>
  whenOpen(() => {
    void attempt(async (api, signal) => {
      for await (const series of await api.runs.series(undefined, { signal })) {
        const isFirst = useSeries.getState().series.length === 0;
        useSeries.setState({ series });
        // After the page was loaded, what goes on is on view again (R27).
        const under = isFirst ? series.find((one) => one.durationMs === null) : undefined;
        if (under && useSeries.getState().shown === null) useSeries.setState({ shown: under.id });
      }
    });
  });
