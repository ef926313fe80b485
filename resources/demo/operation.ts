import { z } from 'zod';
import { type Answer, badParameter, type FieldErrors, invalid } from './answer.ts';
import type { Store } from './data/store.ts';

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** Error answers an operation declares beside 400 (where it has parameters) and 401 (always). */
export type DeclaredError = 404 | 409 | 422 | 429 | 500;

/** A declared response header. */
export interface HeaderDescription {
  readonly description: string;
  readonly example: string;
}

interface Success {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  /** Shape of the body; absent for 204. */
  readonly schema?: z.ZodType;
  readonly headers?: Readonly<Record<string, HeaderDescription>>;
}

/** Everything the description says of an operation. */
export interface OperationFacts {
  readonly method: Method;
  /** OpenAPI path template. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly success: Success;
  readonly errors?: readonly DeclaredError[];
}

/** What a handler works with besides its parsed input. */
export interface Context {
  readonly store: Store;
  /** Absolute URL of a path on this server. */
  url(path: string, query: Readonly<Record<string, string | number>>): string;
  /** Aborted when the client goes away or the server stops. */
  readonly signal: AbortSignal;
}

interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** One operation: its description and what answers it, so that the two cannot drift apart. */
export interface Operation extends OperationFacts {
  handle(input: RawInput, context: Context): Promise<Answer>;
}

interface Input<P, Q, B> extends Context {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

const nothing = z.object({});

const fieldErrors = (error: z.ZodError): FieldErrors =>
  error.issues.map((issue) => ({ field: issue.path.map(String).join('.'), message: issue.message }));

/** Makes an operation; `run` gets parsed input, anything else is answered with 400 or 422 before. */
export function operation<
  P extends z.ZodObject = typeof nothing,
  Q extends z.ZodObject = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
>(
  facts: OperationFacts & { readonly params?: P; readonly query?: Q; readonly body?: B },
  run: (input: Input<z.infer<P>, z.infer<Q>, z.infer<B>>) => Answer | Promise<Answer>,
): Operation {
  const paramsSchema: z.ZodType = facts.params ?? nothing;
  const querySchema: z.ZodType = facts.query ?? nothing;
  const bodySchema: z.ZodType = facts.body ?? z.unknown().transform(() => undefined);
  return {
    ...facts,
    handle: async (raw, context) => {
      const params = paramsSchema.safeParse(raw.params);
      if (!params.success) return badParameter(fieldErrors(params.error));
      const query = querySchema.safeParse(raw.query);
      if (!query.success) return badParameter(fieldErrors(query.error));
      const body = bodySchema.safeParse(raw.body);
      if (!body.success) return invalid(fieldErrors(body.error));
      return run({
        ...context,
        // The schemas above are the ones P, Q and B are taken from, so their output has these types.
        params: params.data as z.infer<P>,
        query: query.data as z.infer<Q>,
        body: body.data as z.infer<B>,
      });
    },
  };
}
