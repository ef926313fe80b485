/** Characters that mean something in a regular expression. */
const special = /[\\^$.*+?()[\]{}|]/g;

/** `*` is any part of a name, `**` any number of folders, `?` one character; a pattern without a slash fits in every folder. */
function globExpression(glob: string): RegExp {
  const anywhere = !glob.includes('/');
  const body = glob
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:[^/]+/)*';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(special, '\\$&');
    })
    .join('');
  // A folder stands for all that is in it.
  return new RegExp(`^${anywhere ? '(?:[^/]+/)*' : ''}${body}(?:/.*)?$`, 'i');
}

/** Whether a path fits one of the patterns of a list that commas separate; undefined where the list is empty. */
export function globTest(list: string): ((path: string) => boolean) | undefined {
  const globs = list
    .split(',')
    .map((one) =>
      one
        .trim()
        .replace(/^\.?\//, '')
        .replace(/\/+$/, ''),
    )
    .filter((one) => one !== '')
    // Runs of stars would make the test of a path slow.
    .map((one) => globExpression(one.replace(/\*{3,}/g, '**')));
  return globs.length === 0 ? undefined : (path) => globs.some((glob) => glob.test(path));
}
