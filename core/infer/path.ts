import { remember } from './remember.ts';
import { words } from './words.ts';

/** One step of a path template. */
export type Segment =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string };

/** Steps that version or mount an API and name nothing. */
const MOUNTS = /^(?:v?\d+(?:\.\d+)*|api|rest|public|latest)$/i;

/** Steps of a path; a step that is only partly a variable counts as static. */
export const segments = remember((path): readonly Segment[] => {
  const bare = path.split('?', 1)[0] ?? '';
  return bare
    .split('/')
    .filter((step) => step !== '')
    .map((step) => {
      const variable = /^\{([^{}]+)\}(?:\.(?:json|xml))?$/i.exec(step)?.[1];
      return variable === undefined ? { kind: 'static', text: step } : { kind: 'variable', name: variable };
    });
});

/** Steps that name something, without mounts and file endings: `/api/v2/dags/{id}/runs.json` → dags, runs. */
export const namingSteps = remember((path): readonly string[] =>
  segments(path)
    .flatMap((segment) => (segment.kind === 'static' ? [segment.text] : []))
    .filter((step) => !MOUNTS.test(step))
    .map((step) => step.replace(/\.(?:json|xml|php|aspx?)$/i, '').replace(/\{[^{}]*\}/g, ''))
    .filter((step) => words(step).length > 0),
);

/** Two paths that differ only in the names of their variables, a closing slash and a file ending are equal by this. */
export const pathKey = remember((path) =>
  path
    .replace(/\{[^{}]*\}/g, '{}')
    .replace(/\/$/, '')
    .replace(/\.(?:json|xml)$/i, ''),
);
