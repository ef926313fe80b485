import { initialize } from 'monaco-editor/internal/common/initialize';
import { ScriptWorker } from './script-worker.ts';

// The first message of the page is not for the service, as in Monaco's own workers; the second brings its options.
self.onmessage = () => initialize((context, data) => new ScriptWorker(context, data));
