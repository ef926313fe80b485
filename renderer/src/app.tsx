import { Notifications } from '@mantine/notifications';
import { Workbench } from './features/workbench/workbench.tsx';

/** What is shown once the window knows what it remembers: toasts, and the workbench. */
export function App() {
  return (
    <>
      <Workbench />
      <Notifications position="bottom-right" limit={4} />
    </>
  );
}
