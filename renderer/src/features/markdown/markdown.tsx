import { lazy, Suspense } from 'react';
import { Loading } from '../../components/states.tsx';
import { markdownTexts as texts } from '../../texts/markdown.ts';
import type { MarkdownProps } from './markdown-text.tsx';

// The reader is loaded with the first text: the start of the window does without it.
const MarkdownText = lazy(() => import('./markdown-text.tsx'));

/** Foreign Markdown, formatted. */
export function Markdown(props: MarkdownProps) {
  return (
    <Suspense fallback={<Loading what={texts.formatting} />}>
      <MarkdownText {...props} />
    </Suspense>
  );
}
