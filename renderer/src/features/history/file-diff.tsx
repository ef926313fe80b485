import { lazy, Suspense } from 'react';
import { Failed, Loading } from '../../components/states.tsx';
import { historyTexts } from '../../texts/history.ts';
import type { Side } from '../editor/tabs.ts';
import { useText } from './use-text.ts';

const DiffView = lazy(() => import('../editor/diff-view.tsx'));

interface FileDiffProps {
  readonly connector: string;
  readonly path: string;
  readonly left: Side;
  readonly right: Side;
  readonly inline: boolean;
}

/** One file in two states, with what differs marked. */
export function FileDiff({ connector, path, left, right, inline }: FileDiffProps) {
  const [before, after] = [useText(connector, path, left), useText(connector, path, right)];
  if (before.kind === 'failed') return <Failed failure={before.failure} />;
  if (after.kind === 'failed') return <Failed failure={after.failure} />;
  if (before.kind === 'loading' || after.kind === 'loading') return <Loading what={historyTexts.readingDiff} />;
  return (
    <Suspense fallback={<Loading what={historyTexts.readingDiff} />}>
      <DiffView
        // The names of the sides are given when the editor is made.
        key={`${path} ${left} ${right}`}
        file={path}
        left={before.value ?? ''}
        right={after.value ?? ''}
        labels={{
          left: historyTexts.left(historyTexts.of(path, left)),
          right: historyTexts.right(historyTexts.of(path, right)),
        }}
        inline={inline}
      />
    </Suspense>
  );
}
