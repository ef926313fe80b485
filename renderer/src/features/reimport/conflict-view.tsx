import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { MergeConflict } from '../../../../shared/import/merge.ts';
import { Loading } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { reimportTexts as texts } from '../../texts/reimport.ts';
import { type Answers, resolutionOf } from './model.ts';
import { settle } from './store.ts';

const DiffView = lazy(() => import('../editor/diff-view.tsx'));

interface ConflictViewProps {
  readonly conflict: MergeConflict;
  readonly answers: Answers;
}

/** A place that both sides changed: mine and the new one side by side, and the choice between them. */
export function ConflictView({ conflict, answers }: ConflictViewProps) {
  const { options, ours, theirs } = conflict;
  const settled = resolutionOf(conflict, answers);
  return (
    <section className="conflict" aria-label={texts.conflictIn(conflict.file)}>
      <p className="conflict-message">{visibleText(conflict.message)}</p>
      <SegmentedControl
        aria-label={texts.howSettle}
        data={options.map((value) => ({ value, label: texts.resolutions[value] }))}
        value={settled ?? ''}
        onChange={(value) => {
          const chosen = options.find((one) => one === value);
          if (chosen) void settle(conflict.id, chosen);
        }}
      />
      <div className="conflict-heads">
        <h4>{ours === null ? texts.mineRemoved : texts.mine}</h4>
        <h4>{theirs === null ? texts.theirsGone : texts.theirs}</h4>
      </div>
      <div className="conflict-diff">
        <Suspense fallback={<Loading what={texts.loadingEditor} />}>
          <DiffView
            key={conflict.id}
            file={conflict.file}
            left={ours ?? ''}
            right={theirs ?? ''}
            labels={{ left: texts.mineOf(conflict.what), right: texts.theirsOf(conflict.what) }}
          />
        </Suspense>
      </div>
    </section>
  );
}
