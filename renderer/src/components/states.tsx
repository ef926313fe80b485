import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/result.ts';
import { IconAlertCircle } from '../icons.ts';
import { visibleText } from '../lib/text.ts';
import { stateTexts } from '../texts/states.ts';
import './states.css';

interface EmptyProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}

/** Says that there is nothing yet, and what to do about it. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className="state">
      {icon}
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}

/** Says what is awaited. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div className="state" role="status">
      <Loader size={18} aria-hidden />
      <p>{what}</p>
    </div>
  );
}

interface FailedProps {
  readonly failure: Failure;
  readonly onRetry?: () => void;
  /** Another way on. */
  readonly children?: ReactNode;
}

/** Says in one sentence what failed; `onRetry` offers to try again. */
export function Failed({ failure, onRetry, children }: FailedProps) {
  return (
    <div className="state" role="alert">
      <IconAlertCircle size={20} className="tone-error" aria-hidden />
      <p>{visibleText(failure.message)}</p>
      {children}
      {onRetry ? (
        <Button variant="default" onClick={onRetry}>
          {stateTexts.retry}
        </Button>
      ) : null}
    </div>
  );
}
