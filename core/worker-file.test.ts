import { describe, expect, it } from 'vitest';
import { workerFile } from './worker-file.ts';

describe('workerFile', () => {
  it('takes the source beside a caller that runs from source', () => {
    const url = workerFile('file:///app/core/import/inspect.ts', './worker.ts', 'import-worker.js');
    expect(url.href).toBe('file:///app/core/import/worker.ts');
  });

  it('takes the bundled entry beside a caller that was bundled', () => {
    const url = workerFile('file:///app/out/main/chunk-a1b2.js', './worker.ts', 'import-worker.js');
    expect(url.href).toBe('file:///app/out/main/import-worker.js');
  });
});
