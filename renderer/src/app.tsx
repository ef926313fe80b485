import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { tellUnreadable } from './features/workbench/unreadable.ts';
import { Workbench } from './features/workbench/workbench.tsx';

export { startServices } from './services.ts';

/** What is shown once the window knows what it remembers: toasts, and the workbench. */
export function App() {
  // By now every part of the workbench has read what it remembers.
  useEffect(() => tellUnreadable(), []);
  return (
    <>
      <Workbench />
      <Notifications position="bottom-right" limit={4} />
    </>
  );
}
