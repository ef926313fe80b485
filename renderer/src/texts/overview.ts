import type { Coverage } from '../../../shared/connector/coverage.ts';
import type { ReadinessCheck } from '../../../shared/connector/readiness.ts';

/** Words of the first page of a connector. */
export const overviewTexts = {
  opening: (connector: string) => `Opening ${connector}…`,
  noDescription: 'No description yet. Say in a sentence what it reads.',
  edit: 'Edit…',
  importAgain: 'Import a newer description…',
  publish: 'Publish…',
  remove: 'Remove…',
  badManifest: 'connector.json cannot be read',
  openManifest: 'Open connector.json',
  facts: {
    version: 'Version',
    revision: 'Revision',
    revisionAt: (revision: number, when: string) => `${revision}, ${when}`,
    kind: 'Kind',
    runsAs: 'Runs as',
    category: 'Category',
    tags: 'Tags',
    authentication: 'Authentication',
    hosts: 'Hosts',
    noHosts: 'none declared',
    none: '–',
  },
  connections: 'Connections',
  newConnection: 'New connection…',
  entities: 'Entities',
  entitiesHint: 'Enter or a double click reads the first page, Space probes.',
  noEntities: 'This connector declares no entities.',
  showEntities: 'All entities…',
  probeAll: 'Probe all…',
  probe: (entity: string) => `Probe ${entity}`,
  commands: 'Commands',
  openFile: (path: string) => `Open ${path}`,
  revisions: 'Revisions',
  readingRevisions: 'Reading the revisions…',
  saved: 'Saved',
  file: 'file',
  olderRevision: 'older revision',
  columns: {
    name: 'Name',
    operation: 'Operation',
    records: 'Records',
    key: 'Key',
    pagination: 'Pagination',
    live: 'Live',
    effect: 'Effect',
    description: 'Description',
  },
  reads: 'reads',
  writes: 'writes',
} as const;

/** Words of the logo. */
export const logoTexts = {
  alt: (name: string) => `Logo of ${name}`,
  change: 'Change the logo',
  file: 'Logo file',
  cleaned: 'The logo is saved. What a picture does not need (scripts, links, foreign content) was left out.',
  saved: 'The logo is saved.',
  notSaved: 'The logo was not saved',
  notSvg: 'This is no SVG picture, or nothing of it is left without scripts and foreign content. Choose another file.',
  tooLarge: (limit: string) => `A logo may hold at most ${limit}. Choose a smaller file.`,
  unreadable: 'The file cannot be read. Choose it again.',
} as const;

const states: Readonly<Record<Coverage['state'], string>> = {
  green: 'ran green',
  stale: 'ran green before its code was changed',
  failed: 'failed',
  missing: 'never ran green',
};

/** Words of what ran green. */
export const coverageTexts = {
  title: 'Coverage',
  loading: 'Looking at the runs…',
  count: (done: string, all: string) => `${done} of ${all} green`,
  groups: { functions: 'Functions', tables: 'Tables', commands: 'Commands' },
  revision: (number: number) => `r${number}`,
  /** Follows the name where it is read out. */
  spoken: (about: string) => `: ${about}`,
  /** What is told of one target when one looks closer. */
  about: (state: Coverage['state'], green: string, last: string) =>
    [states[state], green, last].filter((part) => part !== '').join('. '),
  greenAt: (revision: number, when: string) => `Last green: revision ${revision}, ${when}`,
  errors: (count: string) => `Its last run ended well, but the checks found ${count}`,
  error: 'error',
  lastFailed: (when: string) => `Its last run failed, ${when}`,
  unsaved: 'Its last run ran unsaved text',
  more: (count: string) => `Show ${count} more`,
  runMissing: 'Run what is missing',
  running: (name: string, place: number, count: number) => `Running ${name}, ${place} of ${count}`,
  stop: 'Stop',
  onlyFunctions:
    'Runs every function and table that is not green, with the saved files. Commands are run one by one: they may write.',
} as const;

/** Words of the list of what is to be done before a publish. */
export const readinessTexts = {
  title: 'Ready to publish?',
  ready: 'Nothing is left to do.',
  left: (count: string) => `${count} left`,
  thing: 'thing',
  loading: 'Looking through the files…',
  checks: {
    manifest: ['connector.json can be read', 'connector.json cannot be read'],
    description: ['It says what it does', 'Say in a sentence what it does'],
    category: ['It has a category', 'Give it a category'],
    logo: ['It has a logo', 'Give it a logo (SVG)'],
    readme: ['It has a README.md', 'Write a README.md'],
    hosts: ['Its hosts are declared', 'Declare the hosts it may reach'],
    functions: ['Every function ran green', 'Not every function ran green'],
    commands: ['Every command ran green', 'Not every command ran green'],
    paging: ['No paging is unproven', 'Some paging is unproven: rows may be missed'],
    personal: ['No text looks like personal data', 'Texts look like personal data'],
    secrets: ['No text looks like a secret', 'Texts look like secrets'],
  } satisfies Readonly<Record<ReadinessCheck['name'], readonly [string, string]>>,
  states: { done: 'done', todo: 'to do', advice: 'advice' },
  fixes: {
    manifest: 'Open it',
    description: 'Edit',
    category: 'Edit',
    logo: 'Choose a file',
    readme: 'Write it',
    hosts: 'Edit',
    functions: 'Run what is missing',
    commands: 'Show the commands',
    paging: 'Probe',
    personal: 'Show the first',
    secrets: 'Show the first',
  } satisfies Readonly<Record<ReadinessCheck['name'], string>>,
  count: (done: number, of: number) => `${done} of ${of}`,
  readme: (name: string) => `# ${name}\n\nWhat it reads, what it needs, and how to get credentials.\n`,
} as const;

/** Words of the dialog that makes a connector without a description. */
export const newConnectorTexts = {
  title: 'New connector',
  intro: 'Starts with one table of example rows and one command. All of it runs at once, without a network.',
  name: 'Name',
  id: 'Id',
  idHint: 'Lower-case letters, digits and hyphens. It cannot be changed later.',
  taken: 'a connector has this id already',
  language: 'Language',
  languages: { js: 'JavaScript', ts: 'TypeScript' },
  cancel: 'Cancel',
  create: 'Create',
  done: (id: string) => `${id} is created. Press F5 to run it.`,
} as const;
