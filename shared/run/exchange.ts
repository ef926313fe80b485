import { z } from 'zod';
import { sourcePlaceSchema } from './place.ts';

/** Phases of one exchange in ms, with the names and the -1 of HAR 1.2 (HR-1, HR-2): -1 = did not happen. */
export const timingsSchema = z.object({
  blocked: z.number(),
  dns: z.number(),
  connect: z.number(),
  /** Contained in `connect`. */
  ssl: z.number(),
  send: z.number(),
  wait: z.number(),
  receive: z.number(),
});
export type Timings = z.infer<typeof timingsSchema>;

export const headerSchema = z.tuple([z.string(), z.string()]);
export type Header = z.infer<typeof headerSchema>;

/** A recorded body: kept on disk by id, never inside the record. */
export const bodyRefSchema = z.object({
  id: z.string(),
  /** Bytes after decompression. */
  bytes: z.number().int().nonnegative(),
  mimeType: z.string(),
});
export type BodyRef = z.infer<typeof bodyRefSchema>;

/** Who asked for an exchange. */
export const initiatorSchema = z.discriminatedUnion('kind', [
  /** A line of the connector; `function` is the innermost named function there, '' at the top level of a file. */
  z.object({ kind: z.literal('code'), function: z.string(), place: sourcePlaceSchema }),
  /** The studio: a token that had to be had, a probe, a request that a person sent again. */
  z.object({ kind: z.literal('studio'), purpose: z.enum(['token', 'probe', 'resend']) }),
]);
export type Initiator = z.infer<typeof initiatorSchema>;

/** One HTTP request with its response, as it went over the wire; secrets are masked when it is recorded (promise 2). */
export const exchangeSchema = z.object({
  id: z.string(),
  run: z.string(),
  /** Order of sending within the run, from 1. */
  seq: z.number().int().positive(),
  method: z.string(),
  url: z.string(),
  /** null where no response came. */
  status: z.number().int().nullable(),
  statusText: z.string(),
  /** Why there is no (complete) response. */
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  /** RFC 3339, UTC, ms. */
  startedAt: z.string(),
  /** ms from start to the last byte. */
  durationMs: z.number(),
  timings: timingsSchema,
  httpVersion: z.string(),
  remoteAddress: z.string().optional(),
  /** `TLSv1.3` and the like; absent without TLS. */
  tlsVersion: z.string().optional(),
  /** The server's certificate is not good; it was let through because the user trusts this host (A67). */
  insecure: z.literal(true).optional(),
  /** Host and port of the proxy that it went through; `remoteAddress` is the proxy's then. */
  proxy: z.string().optional(),
  requestHeaders: z.array(headerSchema),
  responseHeaders: z.array(headerSchema),
  requestBody: bodyRefSchema.optional(),
  responseBody: bodyRefSchema.optional(),
  /** Bytes of the request body. */
  requestBytes: z.number().int().nonnegative(),
  /** Bytes of the response body as sent (compressed). */
  responseBytes: z.number().int().nonnegative(),
  /** The exchange whose redirect led here. */
  redirectOf: z.string().optional(),
  /** The exchange of the try before, where this is a further one of the same request. */
  retryOf: z.string().optional(),
  /** The recorded exchange that this one shows again (a replay) or repeats with edits. */
  replayOf: z.string().optional(),
  /** What asked for it: a line of the connector, or the studio itself; absent where the sandbox could not tell. */
  initiator: initiatorSchema.optional(),
  /** Where the answer came from; the network where absent. */
  answeredBy: z.enum(['network', 'recording', 'mock']).optional(),
  /** A fault that the user asked for and that shaped this answer, in words: `429 with Retry-After: 2`. */
  fault: z.string().optional(),
  /** The connection that carried it, as archives name it: the same text, the same connection. */
  connection: z.string().optional(),
});
export type Exchange = z.infer<typeof exchangeSchema>;
