import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

const waitMs = 8000;

/** Says what was done and offers to undo it for a while. */
export function undoable(message: string, undo: () => void): void {
  const id = `undo-${crypto.randomUUID()}`;
  notifications.show({
    id,
    autoClose: waitMs,
    message: (
      <span className="toast-row">
        <span>{message}</span>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </span>
    ),
  });
}

/**
 * Does something that cannot be taken back only after a while in which it can be undone. It is done at once where the
 * page is left meanwhile.
 */
export function doLater(message: string, act: () => void, undo: () => void): void {
  let settled = false;
  const settle = (then: () => void) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    window.removeEventListener('pagehide', finish);
    then();
  };
  const finish = () => settle(act);
  const timer = setTimeout(finish, waitMs);
  window.addEventListener('pagehide', finish);
  undoable(message, () => settle(undo));
}
