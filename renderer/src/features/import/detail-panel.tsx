import { CloseButton } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, type Ref, useId } from 'react';
import { importTexts as texts } from '../../texts/import.ts';

interface DetailPanelProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly focusRef?: Ref<HTMLElement>;
  onClose(): void;
}

/** What is shown in full beside a table; Escape goes back to the table. */
export function DetailPanel({ title, children, focusRef, onClose }: DetailPanelProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // In an open list, Escape closes the list.
    if (event.target instanceof Element && event.target.closest('[data-expanded]')) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <section ref={focusRef} className="review-detail" aria-labelledby={id} tabIndex={-1} {...{ onKeyDown }}>
      <header className="review-detail-head">
        <h3 id={id} className="ellipsis">
          {title}
        </h3>
        <CloseButton size="sm" aria-label={texts.closeDetail} onClick={onClose} />
      </header>
      {children}
    </section>
  );
}
