import { MantineProvider } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { boot } from './boot.ts';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { Connecting } from './features/workbench/connecting.tsx';
import { schemeManager } from './lib/scheme.ts';
import { theme } from './theme.ts';

const App = lazy(async () => ({ default: (await boot()).App }));

/** The page: the kit with its colours at once, and the workbench once the line to the host is open. */
export function Start() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={schemeManager}>
      <ErrorBoundary>
        <Suspense fallback={<Connecting />}>
          <App />
        </Suspense>
      </ErrorBoundary>
    </MantineProvider>
  );
}
