import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { Workbench } from './features/workbench/workbench.tsx';
import { workbenchTexts } from './texts/workbench.ts';
import { theme } from './theme.ts';

/** The page: kit, toasts, and the workbench behind a net for faults. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <ErrorBoundary what={workbenchTexts.product}>
        <Workbench />
      </ErrorBoundary>
      <Notifications position="bottom-right" limit={4} />
    </MantineProvider>
  );
}
