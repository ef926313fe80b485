import { notifications } from '@mantine/notifications';

/** Copies text and says so; where the host refuses the clipboard, says that instead. `what` names it, e.g. `value`. */
export function copyText(text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => notifications.show({ message: `Copied the ${what}.`, autoClose: 1500 }),
    () =>
      notifications.show({
        color: 'red',
        message: `The ${what} could not be copied: the clipboard is not available here.`,
      }),
  );
}
