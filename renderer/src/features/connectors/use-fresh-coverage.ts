import { useEffect } from 'react';
import { useRun } from '../run/store.ts';
import { seriesSums } from '../runs/series.ts';
import { seriesOf, useSeries } from '../runs/series-store.ts';
import { refreshCoverage } from './coverage-store.ts';
import { useConnectors } from './store.ts';

/** Keeps what is green of a connector, and what it lacks, up to date: both change with each run that ends and each save. */
export function useFreshCoverage(connector: string): void {
  const revision = useConnectors(({ details }) => {
    const detail = details.get(connector);
    return detail?.kind === 'ready' ? detail.value.revision : 0;
  });
  const ended = useRun(({ view }) => (view?.connector === connector && view.stage === 'ended' ? view.run : null));
  const inSeries = useSeries((state) => seriesSums(seriesOf(state, connector)?.steps ?? []).ended);
  const occasion = `${connector} ${revision} ${ended} ${inSeries}`;
  useEffect(() => {
    const [id, saved] = occasion.split(' ');
    if (id !== undefined && saved !== '0') void refreshCoverage(id);
  }, [occasion]);
}
