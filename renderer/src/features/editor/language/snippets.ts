import bodies from './snippets.json';

const labels = ['get', 'pages', 'loop', 'attempts', 'validate', 'command'] as const;

/** Where each piece of code makes sense. */
const files: Readonly<Record<keyof typeof bodies, RegExp>> = {
  get: /^functions\//,
  pages: /^functions\/data\./,
  loop: /^functions\//,
  attempts: /^functions\//,
  validate: /^functions\/validate\./,
  command: /^commands\./,
};

/** A piece of code with places to fill in, in the notation of the editor. */
export interface Snippet {
  readonly label: keyof typeof bodies;
  readonly body: string;
}

/** The pieces of code that make sense in a file. */
export const snippetsFor = (path: string): readonly Snippet[] =>
  labels.filter((label) => files[label].test(path)).map((label) => ({ label, body: bodies[label].join('\n') }));

/** How it reads once its places are filled in as they are proposed. */
export const filled = (body: string): string =>
  body
    .replace(/\n?\$0/, '')
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll('\\$', '$');
