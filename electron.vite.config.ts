import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Worker files are entries of their own: core/worker-file.ts finds them beside the bundle by these names.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          main: 'electron/main.ts',
          backend: 'electron/backend.ts',
          'browser-host': 'web/main.ts',
          'import-worker': 'core/import/worker.ts',
          'sandbox-worker': 'core/sandbox/worker.ts',
          'search-worker': 'core/search/worker.ts',
          'syntax-worker': 'core/sandbox/syntax-worker.ts',
        },
        // Flat, so that `import.meta.url` of a shared chunk still lies beside the worker files.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload must be one CommonJS file that requires nothing but electron.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    worker: { format: 'es' },
    // Scripts have a language service of their own; Monaco's would be packed beside it, 7 MB that nothing starts.
    resolve: {
      alias: [
        {
          find: /^\.\/tsMode\.js$/,
          replacement: path.join(import.meta.dirname, 'renderer/src/features/editor/language/no-own-mode.ts'),
        },
      ],
    },
    // Monaco's TypeScript worker alone is 7 MB; it loads with the first editor.
    build: {
      outDir: 'out/renderer',
      minify: true,
      chunkSizeWarningLimit: 8000,
      rollupOptions: { input: 'renderer/index.html' },
    },
  },
});
