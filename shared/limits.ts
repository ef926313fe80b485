/** Every limit of the product, each a number with its unit. A limit that is hit says its number in the message. */

const KiB = 1024;
const MiB = 1024 * KiB;

/** What an imported description may cost (ABUSE-CASES A6, A7, A9, A18). */
export const importLimits = {
  /** Bytes of one description. */
  bytes: 64 * MiB,
  /** Levels of nested objects and arrays. */
  depth: 500,
  /** Nodes after YAML aliases are expanded. */
  nodes: 5_000_000,
  /** Wall time of parsing and inference, ms; then the worker is terminated. */
  timeMs: 60_000,
  /** `$ref` hops followed for one value. */
  refHops: 50,
  /** Operations taken from one description. */
  operations: 20_000,
  /** Heap of the worker that parses, MiB. */
  heapMiB: 2048,
} as const;

/** What one invocation of a guest function may cost (ABUSE-CASES A37–A49; ENGINE-FACTS 1–5). */
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
  /** Log lines kept of one invocation. */
  logLines: 5_000,
  /** Characters kept of one log line. */
  logLineChars: 10_000,
  /** Characters of log kept in all. */
  logChars: 2_000_000,
  /** HTTP requests of one invocation. */
  requests: 10_000,
  /** HTTP requests under way at once. */
  concurrentRequests: 64,
  /** Timers pending at once. */
  timers: 1_000,
  /** Queued jobs run between two looks at the deadline and the cancel flag. */
  jobsPerSlice: 200,
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
} as const;

/** What one run with "all pages" may cost. */
export const runLimits = {
  pages: 10_000,
  rows: 1_000_000,
  /** Bytes of all the pages' JSON together. */
  resultBytes: 256 * MiB,
} as const;

/** What the workspace takes. */
export const workspaceLimits = {
  /** Bytes of one file of a connector. */
  fileBytes: 64 * MiB,
  /** Files of one connector. */
  files: 500,
  /** Recorded bodies on disk, bytes; the oldest runs go first. */
  bodyRingBytes: 512 * MiB,
  /** Characters of a connection's field. */
  fieldChars: 64 * KiB,
} as const;

/** What a `.connector` archive may hold (ABUSE-CASES A25–A29). */
export const packageLimits = {
  archiveBytes: 64 * MiB,
  entries: 500,
  entryBytes: 64 * MiB,
  totalBytes: 128 * MiB,
  /** Uncompressed bytes per compressed byte. */
  ratio: 200,
  pathChars: 200,
} as const;

/** What the interface sends and shows at once. */
export const viewLimits = {
  /** Bytes of a body shown as rich JSON. */
  richBodyBytes: 2 * MiB,
  /** Bytes of a body shown as plain text; beyond, its head. */
  plainBodyBytes: 10 * MiB,
  /** Events wait this long, ms, to travel in one batch. */
  eventBatchMs: 16,
  /** Events a subscriber may be behind; then the oldest logs are dropped and counted. */
  eventQueue: 20_000,
} as const;
