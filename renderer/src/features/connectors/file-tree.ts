/** A row of a connector's files: a folder, or a file with its path. */
export interface FileNode {
  readonly path: string;
  readonly name: string;
  readonly folder: boolean;
  readonly children: readonly FileNode[];
}

/** Order in which a person meets the files; what is not named comes after, by name. */
const order = [
  'connector.json',
  'functions',
  'commands.js',
  'mocks.json',
  'README.md',
  'CHANGELOG.md',
  'logo.svg',
  'spec',
  'functions/validate.js',
  'functions/config.js',
  'functions/schema.js',
  'functions/data.js',
  'functions/datalist.js',
  'functions/resource.js',
];

/** Place in the order; a file in TypeScript stands where one in JavaScript would. */
const rank = (path: string): number => {
  const at = order.indexOf(path.replace(/\.ts$/, '.js'));
  return at === -1 ? order.length : at;
};

const byOrder = (a: FileNode, b: FileNode): number =>
  rank(a.path) - rank(b.path) || a.name.localeCompare(b.name, 'en-GB');

/** The files of a connector as a tree of at most one level of folders. */
export function fileTree(paths: readonly string[]): readonly FileNode[] {
  const folders = new Map<string, FileNode[]>();
  const top: FileNode[] = [];
  for (const path of paths) {
    const slash = path.indexOf('/');
    if (slash === -1) {
      top.push({ path, name: path, folder: false, children: [] });
      continue;
    }
    const folder = path.slice(0, slash);
    const file: FileNode = { path, name: path.slice(slash + 1), folder: false, children: [] };
    const siblings = folders.get(folder);
    if (siblings) siblings.push(file);
    else folders.set(folder, [file]);
  }
  for (const [path, children] of folders)
    top.push({ path, name: path, folder: true, children: children.toSorted(byOrder) });
  return top.toSorted(byOrder);
}
