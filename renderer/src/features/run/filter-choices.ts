import { useEffect, useState } from 'react';
import type { RunRecord } from '../../../../shared/run/run.ts';
import { attempt } from '../../backend/session.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { membersOf, objectsIn } from '../result/members.ts';
import { refreshRuns, useRuns } from '../runs/store.ts';

/** A filter that a person can choose: they know its title, `datalist` its id. */
export interface FilterChoice {
  readonly id: string;
  readonly title: string;
}

/** The filters in a result of `config` (FB-20) that ask for choices; all of them where none says so. */
export function filterChoices(result: unknown): readonly FilterChoice[] {
  const filters = objectsIn(membersOf(result).filters);
  const asking = filters.filter(({ datalist }) => datalist === true);
  return (asking.length > 0 ? asking : filters).flatMap(({ id, title }) =>
    typeof id === 'string' && id !== '' ? [{ id, title: typeof title === 'string' ? title : '' }] : [],
  );
}

/** The choices whose id or title has a text in it, whatever its case; all of them where the text is one of the ids. */
export function matching(choices: readonly FilterChoice[], text: string): readonly FilterChoice[] {
  const wanted = text.trim().toLowerCase();
  if (choices.some(({ id }) => id === text)) return choices;
  return choices.filter(({ id, title }) => `${id}\n${title}`.toLowerCase().includes(wanted));
}

/** The newest run of `config` that ended well and ran the connector's own code. */
export const lastConfig = (runs: readonly RunRecord[]): string | undefined =>
  runs.find((run) => run.target === 'config' && run.mode !== 'mock' && run.outcome?.kind === 'ok')?.id;

const none: readonly FilterChoice[] = [];

interface Known {
  readonly run: string;
  readonly choices: readonly FilterChoice[];
}

/** The filters that `config` named when it last ran; none before it did, and none unless they are wanted. */
export function useFilterChoices(connector: string, wanted: boolean): readonly FilterChoice[] {
  const runs = useRuns((state) => loadedValue(state.byConnector.get(connector)));
  const [known, setKnown] = useState<Known | null>(null);
  const run = wanted && runs ? lastConfig(runs) : undefined;
  useEffect(() => {
    if (wanted) void refreshRuns(connector);
  }, [connector, wanted]);
  useEffect(() => {
    if (run === undefined) return;
    let isGone = false;
    void attempt((api) => api.runs.get({ run })).then((detail) => {
      if (detail.ok && !isGone) setKnown({ run, choices: filterChoices(detail.value.result) });
    });
    return () => {
      isGone = true;
    };
  }, [run]);
  return known !== null && known.run === run ? known.choices : none;
}
