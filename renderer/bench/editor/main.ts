import '../../src/strict.ts';
import { monaco } from '../../src/features/editor/monaco.ts';

// The same editor with the same languages and nothing around it: what the benchmark compares the studio with.
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
monaco.editor
  .create(root, { value: 'export function data() {\n  return [];\n}\n', language: 'javascript', automaticLayout: true })
  .focus();
