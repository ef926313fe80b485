import { Button } from '@mantine/core';
import type { ToastAction } from './toast-store.ts';

interface ToastBodyProps {
  readonly message: string;
  readonly actions: readonly ToastAction[];
  onDone(): void;
}

/** The words of a toast with what can be done about it. */
export function ToastBody({ message, actions, onDone }: ToastBodyProps) {
  return (
    <span className="toast-row">
      <span className="toast-text">{message}</span>
      {actions.map((action) => (
        <Button
          key={action.label}
          variant="default"
          size="compact-xs"
          onClick={() => {
            onDone();
            action.run();
          }}
        >
          {action.label}
        </Button>
      ))}
    </span>
  );
}
