/** Every limit of the product, each a number with its unit. A limit that is hit says its number in the message. */

const KiB = 1024;
const MiB = 1024 * KiB;

/** What an imported description may cost (A6, A7, A9, A18). */
export const importLimits = {
  /** Bytes of one description. */
  bytes: 64 * MiB,
  /** Levels of nested objects and arrays. */
  depth: 500,
  /** Nodes after YAML aliases are expanded. */
  nodes: 5_000_000,
  /** Wall time of parsing and inference, ms; then the worker is terminated. */
  timeMs: 60_000,
  /** Time without a question after which the text of a description is let go, ms. */
  locatorIdleMs: 60_000,
  /** `$ref` hops followed for one value. */
  refHops: 50,
  /** Files beside a description that it may refer to. */
  linkedFiles: 10_000,
  /** Operations taken from one description. */
  operations: 20_000,
  /** Findings listed of one description. */
  warnings: 1_000,
  /** Lines that may be left out of a YAML text that is broken. */
  mendedLines: 10,
  /** Characters of a broken YAML text of which lines are left out; a larger one is refused at its first fault. */
  mendedBytes: 512 * KiB,
  /** Characters of JSON of one example that is kept as a mock scenario. */
  sampleChars: 4_096,
  /** Scripts of one collection that are kept as notes. */
  notes: 500,
  /** Characters kept of one such script. */
  noteChars: 8_192,
  /** Requests taken from one archive or list of commands. */
  requests: 50_000,
  /** Characters of one body in an archive that is read as a sample. */
  bodyChars: 4_194_304,
  /** Heap of the worker that parses, MiB. */
  heapMiB: 2048,
} as const;

/** What a merge of a newer description compares. */
export const mergeLimits = {
  /** Lines of one gap times lines of the other that are compared exactly; a larger gap counts as replaced. */
  cells: 250_000,
  /** Descriptions of one connector that are looked through for the one it was made from. */
  descriptions: 10,
  /** Reports of kept descriptions that stay in memory. */
  reports: 2,
  /** Characters of a value in a sentence. */
  shownChars: 120,
} as const;

/** What one invocation of a guest function may cost (A37–A49; docs/ENGINE.md). */
export const sandboxLimits = {
  /** Soft deadline, ms: the interrupt handler and every host call end the guest. */
  wallMs: 30_000,
  /** Grace after the soft deadline, ms; then the worker is terminated. */
  hardKillGraceMs: 60,
  /** Linear memory of the WebAssembly instance, MiB; fixed, never grows. */
  memoryMiB: 128,
  /** Guest stack, KiB; safe with `workerStackMiB`. */
  stackKiB: 512,
  /** Stack of the worker thread, MiB. */
  workerStackMiB: 16,
  /** Bytes of the JSON result. */
  resultBytes: 32 * MiB,
  /** First log lines kept of one invocation, shown as they come. */
  logLines: 4_000,
  /** Last log lines kept beyond the first ones; what lies between is dropped and counted. */
  logTailLines: 1_000,
  /** Characters kept of one log line. */
  logLineChars: 10_000,
  /** Characters of the first log lines in all. */
  logChars: 1_600_000,
  /** Characters of the last log lines in all. */
  logTailChars: 400_000,
  /** Levels of a logged value that are shown. */
  logDepth: 6,
  /** Entries of one logged object, array, Map or Set that are shown. */
  logEntries: 100,
  /** Least time between two reports of progress that are passed on, ms; the last one always is. */
  progressMs: 100,
  /** Characters kept of the text of one report. */
  progressChars: 500,
  /** HTTP requests of one invocation. */
  requests: 10_000,
  /** HTTP requests under way at once. */
  concurrentRequests: 64,
  /** Bytes of the request bodies of one invocation that are queued or under way at once. */
  pendingRequestBytes: 64 * MiB,
  /** Bytes of response bodies kept for the guest to read; beyond, the oldest are let go. */
  heldBodyBytes: 128 * MiB,
  /** Characters kept of an error's message and of its stack. */
  errorChars: 16_384,
  /** Characters kept of an error's name. */
  errorNameChars: 200,
  /** Characters of the stack of a request that are looked at for the line that asks. */
  requestStackChars: 4_000,
  /** Timers pending at once. */
  timers: 1_000,
  /** Queued jobs run between two looks at the deadline and the cancel flag. */
  jobsPerSlice: 200,
  /** Wall time of a look at scripts that are to be saved, ms; then its worker is terminated. */
  checkMs: 10_000,
} as const;

/** What one HTTP exchange may cost. */
export const networkLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  /** Silence while a body arrives, ms. */
  idleMs: 30_000,
  totalMs: 120_000,
  redirects: 10,
  /** Bytes of a request body. */
  requestBytes: 32 * MiB,
  /** Bytes of a response body as sent. */
  responseBytes: 64 * MiB,
  /** Bytes of a response body after decompression. */
  decodedBytes: 128 * MiB,
  /** Bytes of all response headers. */
  headerBytes: 64 * KiB,
  urlChars: 16_384,
  /** Characters of a method. */
  methodChars: 100,
  /** Characters of a recorded message about a request, which may quote its address. */
  messageChars: 32_768,
  /** Cookies of one jar; a further one takes the place of the oldest (A62). */
  cookies: 200,
  /** Characters of one Set-Cookie header; a longer one is not kept. */
  cookieChars: 4_096,
  /** Characters of all names and values of one jar together; the oldest go first. */
  cookieJarChars: 32 * KiB,
  /** Cookie values that one run masks beside the secrets of its connection; of more the oldest quarter is let go. */
  learnedSecrets: 512,
  /** Wait for this machine to resolve a name that goes to the proxy as a name, ms; then the proxy alone knows it. */
  proxyLookupMs: 2_000,
  /** Sentences of one run about refused cookies and certificates that are not verified. */
  warnings: 50,
} as const;

/** What one run with "all pages" may cost. */
export const runLimits = {
  /** Levels of a result that are searched value by value for credentials; deeper ones as one text. */
  leakDepth: 500,
  pages: 10_000,
  rows: 1_000_000,
  /** Bytes of all the pages' JSON together. */
  resultBytes: 256 * MiB,
  /** Log lines of the studio itself (waits, faults, replays) kept of one run, beside those of the guest. */
  notes: 1_000,
  /** Exchanges that the event `done` carries, the first ones; the record in the workspace has all. */
  doneExchanges: 1_000,
  /** Exchanges noted in one transaction; a batch is written at the latest after `viewLimits.eventBatchMs`. */
  batchExchanges: 500,
  /** Bytes of bodies that wait for the next write. */
  batchBytes: 8 * MiB,
  /** Events kept for those who lose the line to a run under way; whoever misses more gets its state instead. */
  followEvents: 5_000,
  /** Runs of one series, such as "all entities". */
  seriesSteps: 2_000,
  /** Least time between two reports of how a series stands, ms. */
  seriesMs: 200,
} as const;

/** How a request is tried again whose failure may pass (A66). */
export const retryLimits = {
  /** Tries of one request, the first included. */
  attempts: 10,
  /** Longest `Retry-After` that is waited for, ms; a longer one ends the tries. */
  retryAfterMs: 60_000,
  /** Without `Retry-After`: the first wait is random up to this, ms … */
  baseMs: 500,
  /** … and each further one up to this many times more … */
  factor: 2,
  /** … but never longer than this, ms. */
  maxMs: 20_000,
} as const;

/** What a probe of two pages may cost the source. */
export const probeLimits = {
  /** Requests for one entity, those for its parents included. */
  entityRequests: 40,
  /** Requests of one probe. */
  requests: 1_000,
  /** Pause between two requests, ms. */
  pauseMs: 100,
  /** Wall time of one request, ms. */
  requestMs: 30_000,
  /** Longest `Retry-After` that is waited for, ms; once per request. */
  retryAfterMs: 10_000,
  /** Rows asked for per page where a size can be asked for: so few that two pages are likely. */
  rows: 2,
  /** Rows asked for of a parent, and to see whether a page of `rows` was all there is. */
  moreRows: 20,
  /** Rows of a parent under which a list is tried, one after another, until one has two pages. */
  places: 20,
  /** Rows asked for per page where a paging was found that states no size. */
  pageSize: 100,
  /** Characters of one value that a sentence quotes. */
  quoteChars: 40,
} as const;

/** What the workspace takes. */
export const workspaceLimits = {
  /** Bytes of one file of a connector. */
  fileBytes: 64 * MiB,
  /** Files of one connector. */
  files: 500,
  /** Recorded bodies on disk, bytes; the oldest runs go first. */
  bodyRingBytes: 512 * MiB,
  /** A body of at most this many bytes stands in the database; a larger one is a file. */
  inlineBodyBytes: 8 * KiB,
  /** Runs kept of one connector; the oldest go first. */
  runsPerConnector: 1_000,
  /** Exchanges kept in one workspace; the oldest runs give up theirs first, with their records. */
  exchanges: 100_000,
  /** A run without an end counts as under way for so long, ms; then as one whose studio was killed. */
  abandonedRunMs: 24 * 60 * 60 * 1000,
  /** Characters of a connection's field. */
  fieldChars: 64 * KiB,
  /** Wait for another program that writes, ms. */
  busyMs: 10_000,
  /** Wait for another host of the workspace that is about to end, ms. */
  hostLockMs: 1_000,
  /** Kept free on disk, bytes: a full disk then still has room to delete (R9). */
  reserveBytes: 4 * MiB,
} as const;

/** What a `.connector` archive may hold (A25–A29). */
export const packageLimits = {
  archiveBytes: 64 * MiB,
  entries: 500,
  entryBytes: 64 * MiB,
  totalBytes: 128 * MiB,
  /** Uncompressed bytes per compressed byte. */
  ratio: 200,
  pathChars: 200,
} as const;

/** What is told of the changes between two versions. */
export const versionLimits = {
  /** Characters of the sentence of one change. */
  sentenceChars: 300,
  /** Changes that a refused version names as its reasons; the others are counted. */
  reasons: 5,
  /** Changes that an entry of CHANGELOG.md lists of one level; the others are counted. */
  entryChanges: 100,
  /** Changes that the window is given; the others are counted. */
  shownChanges: 200,
  /** Characters of a note that stands in an entry of CHANGELOG.md. */
  noteChars: 10_000,
} as const;

/** What the interface sends and shows at once. */
export const viewLimits = {
  /** Bytes of a body shown as rich JSON. */
  richBodyBytes: 2 * MiB,
  /** Bytes of a body shown as plain text; beyond, its head. */
  plainBodyBytes: 10 * MiB,
  /** Bytes of a body that are read at once as they are: for a picture, or a page of bytes. */
  bodyChunkBytes: 4 * MiB,
  /** Places of a text that a search in a JSON tree finds; beyond, it says that there are more. */
  jsonMatches: 10_000,
  /** Names of one object that a JSON tree sorts; a larger one stays in its order. */
  jsonSortedKeys: 100_000,
  /** Lines of a JSON tree that "expand all" opens. */
  jsonExpandedLines: 20_000,
  /** Characters of JSON that the page reads itself; of more only the beginning, all of it beside the page, in a worker. */
  jsonInlineChars: 128 * KiB,
  /** Lines of a description shown around a finding, and how many of them above it. */
  excerptLines: 60,
  excerptLinesAbove: 8,
  /** Characters shown of one of these lines. */
  excerptChars: 1_000,
  /** Bytes of a picture that is taken as a logo. */
  logoBytes: 256 * KiB,
  /** Texts that look like credentials listed of one connector before it is published. */
  foundSecrets: 50,
  /** Texts that look like personal data listed of one connector before it is published. */
  foundPersonal: 50,
  /** Tables of a diagram that hang together and are ranked by their relations; more are only packed. */
  rankedTables: 400,
  /** Rows of a result whose values the profile of its columns counts, the first ones. */
  profileRows: 200_000,
  /** Distinct values of one column that it tells apart. */
  profileDistinct: 10_000,
  /** Events wait this long, ms, to travel in one batch. */
  eventBatchMs: 16,
  /** Events a subscriber may be behind; then the oldest logs are dropped and counted. */
  eventQueue: 20_000,
  /** Characters of a text of the manifest that the editor shows beside a name. */
  typeCommentChars: 300,
} as const;

/** Foreign Markdown, such as a README, that is shown formatted; beyond, it is shown as the text that it is (A117). */
export const markdownLimits = {
  /** Characters. */
  chars: 128 * KiB,
  /** Blocks and spans within each other. */
  nesting: 40,
  /** Beginnings and ends of blocks and spans, and texts between them. */
  nodes: 20_000,
  /** Characters of an address that can be opened. */
  addressChars: 2_000,
} as const;

/** What a search over the files of the workspace takes and gives. */
export const searchLimits = {
  /** Characters of the text that is searched for, of a replacement, of patterns of paths. */
  patternChars: 2_000,
  /** Texts of the editor that are searched in place of the saved ones. */
  unsaved: 500,
  /** Finds of one search; then it stops and says so. */
  matches: 10_000,
  /** Finds listed of one file. */
  fileMatches: 2_000,
  /** Bytes of one file that is searched; a larger one is left out, which is said. */
  fileBytes: 16 * MiB,
  /** Characters shown of the line around a find, and how many of them before it. */
  lineChars: 240,
  lineCharsBefore: 60,
  /** Wall time of one search, ms: an expression may take for ever, and then its worker is terminated. */
  timeMs: 10_000,
  /** Characters that one find may be replaced by. */
  replacedChars: 20_000,
  /** Characters of all replacements that one search computes; then it stops as with too many finds. */
  replacedTotalChars: 8 * MiB,
  /** Memory of the worker that searches, MiB. */
  heapMiB: 512,
} as const;

/** What the window remembers in the workspace (R32). */
export const interfaceLimits = {
  keys: 200,
  keyChars: 100,
  /** Characters of the JSON of one value. */
  valueChars: 256 * KiB,
  /** A change waits this long, ms, for further ones before it is written. */
  writeMs: 300,
} as const;

/** How unsaved text is kept from a kill (R3, R36). */
export const draftLimits = {
  /** Changed texts are sent at most this often, ms, also while somebody goes on typing: less than a second is ever lost. */
  everyMs: 500,
  /** Bytes of one text. */
  textBytes: 16 * MiB,
  /** Texts kept of one workspace, and their bytes together. */
  drafts: 2_000,
  totalBytes: 256 * MiB,
  /** Texts sent at once, and their characters together unless it is one. */
  batch: 100,
  batchChars: 8 * MiB,
  /** Bytes of texts that a request may hold which outlives its page: a browser lets no page leave more than 64 KiB behind. */
  lastBytes: 60 * KiB,
  pathChars: 400,
} as const;

/** How long a reconnecting window can go on where it was (R29). */
export const changeLimits = {
  /** Changes that are remembered; whoever is further behind reads everything again. */
  kept: 2_000,
} as const;

/** When a changed file is saved by itself, ms after the last change. */
export const autosaveLimits = {
  delayMs: 2_000,
} as const;

/** What the history of a connector shows (R25). */
export const historyLimits = {
  /** Characters of a name given to a revision. */
  labelChars: 200,
  /** Revisions whose changed lines are counted in one call. */
  counted: 100,
  /** Bytes of the texts of one file that are compared; larger ones count as replaced. */
  comparedBytes: 2 * MiB,
} as const;

/** What the secret store waits for (A106, R14). */
export const vaultLimits = {
  /** A keychain that does not answer a first round trip within this, ms, is taken for absent. */
  probeMs: 5_000,
  /** One read or write, ms; long enough for a person to unlock the keychain. */
  operationMs: 60_000,
  /** A keychain that has no secret of a name is proven again, unless it was within this, ms: one that is locked has none. */
  provenMs: 2_000,
  /** Bytes kept under one name of the keychain; a longer secret, such as most tokens, is kept in parts. */
  partBytes: 2_000,
  /** Cost of making the key of a vault file from its passphrase (scrypt, N = 2 ** logN: 128 MiB and a third of a second). */
  scryptLogN: 17,
  scryptR: 8,
  scryptP: 1,
  /** The highest cost that the header of a vault file may ask for: beyond, the file is refused before anything is computed. */
  maxScryptLogN: 20,
  maxScryptR: 16,
  maxScryptP: 4,
  /** Characters of a passphrase. */
  passphraseChars: 8,
  maxPassphraseChars: 1_000,
  /** Bytes of a vault file that is read. */
  fileBytes: 16 * MiB,
  /** A vault file that another program is writing is waited for this long, ms; a lock older than `fileLockStaleMs` was left behind. */
  fileLockMs: 15_000,
  fileLockStaleMs: 5_000,
} as const;

/** What the marketplace and its client take (FC-10, FC-20, FC-23, FC-32; A116, A120, A123). */
export const marketplaceLimits = {
  /** Bytes of a JSON answer that the client reads. */
  responseBytes: 4 * MiB,
  /** Tries of one publish, where the failure may pass. */
  attempts: 4,
  /** Longest `Retry-After` that the client waits for by itself, ms. */
  retryAfterMs: 5_000,
  /** Objects per page: when not said, and at most. */
  pageSize: 20,
  maxPageSize: 100,
  cursorChars: 200,
  idempotencyKeyChars: 255,
  /** Stored answers are replayed this long, hours. */
  idempotencyHours: 24,
  /** Answers that are older are taken away this often, ms. */
  sweepMs: 60_000,
  /** Requests of one tenant per minute; without a key: of one address. */
  requestsPerMinute: 6_000,
  /** Servers of one PostgreSQL tell each other so often how many requests a tenant has sent, ms. */
  allowanceShareMs: 1_000,
  /** Versions of one listing. */
  versions: 10_000,
  /** Characters of a search in the catalogue, and of any other filter of a list. */
  searchChars: 200,
  filterChars: 100,
  /** Characters of what a publisher says of a version, of why it is deprecated, and of a publisher's name. */
  changelogChars: 20_000,
  deprecatedChars: 500,
  publisherChars: 80,
  /** Characters of an operator's name, and the capabilities that it may need. */
  operatorNameChars: 120,
  operatorCapabilities: 200,
  /** Wall time of one upload, ms. */
  uploadMs: 120_000,
  /** Connections of one server to PostgreSQL, and how long one may take to come, ms. */
  databaseConnections: 10,
  databaseConnectMs: 10_000,
  /** Compiled statements that a server keeps for its SQLite database. */
  preparedStatements: 200,
  /** Bytes of a JSON body. */
  bodyBytes: 64 * KiB,
  /** A first request with an Idempotency-Key is taken to be under way this long, ms; then its key is free again. */
  lockMs: 120_000,
  /** Installed connectors, and operators, of one tenant. */
  connectors: 200_000,
  operators: 10_000,
  /** Life of an authorization that was begun, ms. */
  authorizationMs: 15 * 60_000,
  /** Wall time of one call of a connector, and of all calls of one test, ms. */
  callMs: 20_000,
  testMs: 60_000,
  /** Installs and tests that call their sources at once; of one tenant; that wait for a place, and how long, ms. */
  calls: 8,
  tenantCalls: 4,
  waitingCalls: 200,
  callWaitMs: 15_000,
  /** Characters of the name of an installed connector, and of one of its credentials. */
  connectorNameChars: 120,
  secretChars: 16 * KiB,
  /** Operators that a refusal to uninstall names. */
  namedOperators: 100,
} as const;

/** What a check of a marketplace may cost, and what it asks of it. */
export const conformanceLimits = {
  /** Longest wait for one answer, and for the whole check, ms. */
  requestMs: 60_000,
  totalMs: 15 * 60_000,
  /** Answers in a row that do not come; then nothing is asked any more. */
  brokenInARow: 3,
  /** Connectors that are installed to fill more than a page, and how many of them at once. */
  installs: 21,
  installsAtOnce: 3,
  /** Pages of a list that are followed. */
  pages: 50,
} as const;

/** What a file of receipts may be. */
export const receiptLimits = {
  /** Bytes of one that is read. */
  fileBytes: 16 * MiB,
} as const;

/** Tenants that the studio knows. */
export const tenantLimits = {
  /** Characters of a tenant's name in the workspace. */
  nameChars: 80,
  /** Tenants of one marketplace. */
  tenants: 100,
} as const;

/** What goes to a marketplace through the outbox. */
export const publicationLimits = {
  /** Installations and upgrades of one publication. */
  installs: 50,
  /** Publications that are kept; those that are over make room, the oldest first. */
  kept: 200,
  /** Publications that are not over, at once. */
  waiting: 50,
  /** Installed instances that one command lists. */
  listed: 10_000,
  /** Installed instances of one tenant that a preview tells of. */
  shownInstances: 200,
  /** Wait before a publication that met no marketplace is tried again: the first, and at most, ms; it doubles in between. */
  retryMs: 2_000,
  maxRetryMs: 300_000,
  /** Wait before asking again whether a person has given consent, ms. */
  authorizeMs: 3_000,
  /** A publication whose secrets are not in the vault after this time was never begun, ms. */
  readyMs: 600_000,
  /** Waits of the outbox: between two looks at what other processes wrote down, at least, and of a command that waits for an end, ms. */
  lookMs: 5_000,
  leastMs: 50,
  settleMs: 500,
} as const;

/** What the demo API takes and does. */
export const demoApiLimits = {
  /** Port of 127.0.0.1 that the studio starts it on; any other where it is taken. */
  port: 47_113,
  /** Bytes of a request body. */
  bodyBytes: 64 * KiB,
  /** Contacts kept in memory. */
  contacts: 2_000,
  /** The longest delay of the slow report, ms. */
  delayMs: 30_000,
} as const;

/** What one client of the browser host may cost the others (A83, A90). */
export const browserHostLimits = {
  /** Life of an unused launch address, ms. */
  launchTokenMs: 60_000,
  /** Connections open at once. */
  connections: 100,
  /** Sessions open at once; a further one ends the oldest. */
  sessions: 20,
  /** WebSockets open at once. */
  sockets: 32,
  /** Life of an unused token of a WebSocket, and time that the socket has to show it, ms. */
  tabTokenMs: 10_000,
  /** Unused tokens at once; a further one ends the oldest. */
  tabTokens: 64,
  /** Bytes of the one request that a page leaves behind. */
  lastRequestBytes: 64 * KiB,
  /** Bytes of one WebSocket message. */
  messageBytes: 96 * MiB,
  /** Bytes of all request headers. */
  headerBytes: 16 * KiB,
  /** Time a client has to send its headers, ms. */
  headersMs: 5_000,
  /** Time a client has to send a whole request, ms. */
  requestMs: 10_000,
} as const;

/** What the mock API takes, makes and keeps in memory (A6, A8). */
export const mockApiLimits = {
  /** Bytes of a request body. */
  bodyBytes: 1 * MiB,
  /** Rows of one list that the caller may ask to be seeded. */
  seededRows: 10_000,
  /** Rows of a list where the caller asks for no number. */
  defaultRows: 40,
  /** Rows of a list that others are read below, where that is all the same too many lists. */
  parentRows: 12,
  /** Rows seeded at most so that a list with large pages has more than one. */
  pagedRows: 260,
  /** Lists below the rows of one list, up to which it is filled to more than one page. */
  fanOut: 150,
  /** Rows of a page where the description states no size. */
  pageRows: 10,
  /** Parents, from the first one on, whose lists of children are seeded with rows. */
  parentsWithChildren: 300,
  /** Rows that one list may grow to by writing. */
  rows: 20_000,
  /** Levels of nested objects and lists in a made value. */
  depth: 8,
  /** Values in one made row or answer; beyond, only what is required. */
  nodes: 1_500,
  /** Items of a made list inside a row, where more are not required. */
  items: 3,
  /** Items of a made list inside a row, whatever is required. */
  maxItems: 50,
  /** Characters of a made text. */
  textChars: 2_000,
  /** Levels of a request body that are compared with its description. */
  checkedDepth: 20,
} as const;

/** What the settings of the studio hold (A67, A68). */
export const settingsLimits = {
  /** Authorities that the user added. */
  authorities: 50,
  /** Characters of the certificates of one of them. */
  pemChars: 256 * KiB,
  /** Hosts that the proxy is not used for; hosts whose certificate is not verified. */
  hosts: 200,
} as const;

/** What getting and renewing tokens may take (A110). */
export const authLimits = {
  /** A token that ends within this, ms, is renewed before it is sent. */
  refreshAheadMs: 30_000,
  /** Time for a person to allow the access in a browser, ms; a device code may live shorter. */
  authorizeMs: 600_000,
  /** One request to a token server, ms. */
  tokenMs: 30_000,
  /** Wait for a token server to take back the access of a connection that is removed, ms. */
  revokeMs: 5_000,
  /** Wait for a renewal that is under way when the studio closes, ms. */
  closeMs: 5_000,
  /** Pause between two questions whether a device was allowed, ms, where the server names none (RFC 8628). */
  devicePollMs: 5_000,
  /** Characters of what a token server says that a sentence quotes. */
  quoteChars: 200,
  /** Bytes of all headers of the browser's request to the redirect address. */
  callbackBytes: 32 * KiB,
  /** Bytes of an answer of a token server, as sent and as decompressed: each of its members is learned as a secret. */
  answerBytes: 128 * KiB,
} as const;

/** What the tools around recorded exchanges take and show. */
export const exchangeLimits = {
  /** Bytes of one HTTP archive that is checked or taken in. */
  harBytes: 64 * MiB,
  /** Entries of one archive that become exchanges. */
  harEntries: 10_000,
  /** Faults listed of one archive. */
  harFaults: 100,
  /** Bytes of a request body that a snippet holds itself; a larger one is a file beside it. */
  snippetBodyBytes: 64 * KiB,
  /** Characters of a snippet for cmd, which runs no longer command; a body that makes it longer is a file beside it. */
  cmdChars: 8_000,
  /** Bytes of one body that is compared; a larger one only byte by byte up to here. */
  compareBytes: 8 * MiB,
  /** Bytes of bodies that a comparison of two runs reads; beyond, bodies of one length count as the same. */
  compareRunBytes: 128 * MiB,
  /** Differences listed of one body, of the rows or of the requests of two runs; the others are counted. */
  differences: 500,
  /** Characters shown of one value that differs. */
  valueChars: 200,
  /** Levels of a value down to which a difference is located; deeper it is one of the whole part. */
  compareDepth: 100,
  /** Values looked at to align the items of lists; beyond, items are compared by position. */
  alignedValues: 1_000_000,
  /** Lines of one gap times lines of the other that are compared exactly; a larger gap counts as replaced. */
  lineCells: 1_000_000,
  /** Bytes of bodies that one search for a text reads, and of one body. */
  searchBytes: 128 * MiB,
  searchBodyBytes: 8 * MiB,
  /** Characters of a text that is searched for, and of a filter. */
  searchChars: 1_000,
  /** Terms of a filter. */
  filterTerms: 50,
} as const;

/** What a JSON text may be where it is read without loss. */
export const jsonLimits = {
  /** Levels of nested objects and arrays (A7). */
  depth: 1_000,
} as const;

/** What the checks of a run's result look at and say (docs/FINDINGS.md). */
export const findingLimits = {
  /** Findings of one check; further ones are left out. */
  perCode: 25,
  /** Characters of a value that a sentence quotes. */
  quoteChars: 60,
  /** Exchanges of one run that are looked at, the first ones. */
  exchanges: 20_000,
  /** Rows whose values are compared with the schema; of more rows so many, evenly spread. */
  comparedRows: 50_000,
  /** Bytes of one recorded body that is read. */
  bodyBytes: 16 * MiB,
  /** Bytes of all recorded bodies of one run that are read. */
  bodiesBytes: 64 * MiB,
  /** Time without a pause for others, ms. */
  sliceMs: 12,
} as const;

/** What a file that a connector hands out may be (A69). */
export const downloadLimits = {
  /** Bytes of one file that is saved: base64 of more would not fit into a result. */
  bytes: 24 * MiB,
} as const;

/** What the system may ask the desktop shell to open (A101). */
export const openLimits = {
  /** Characters of a link. */
  linkChars: 4_096,
  /** Characters of a refused one that are shown. */
  shownChars: 1_000,
  /** Requests that wait for a window to take them; further ones are dropped. */
  waiting: 20,
  /** Bytes of a file. */
  fileBytes: 64 * MiB,
} as const;
