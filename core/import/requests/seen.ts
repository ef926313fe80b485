import type { AnswerHeader, Shape, ShapeType } from '../../infer/model.ts';

/** A query parameter, header or form member as one request carried it. */
export interface SeenValue {
  readonly name: string;
  /** Undefined where the value is the user's: a variable without a value, a placeholder. */
  readonly value: string | undefined;
  readonly pointer: string;
  readonly description: string | undefined;
  /** What a placeholder such as `<integer>` says; told by the value where absent. */
  readonly type?: ShapeType;
  /** True or false where the source says so; told by the other requests where absent. */
  readonly required?: boolean;
  /** A file to be chosen, not a text. */
  readonly file?: boolean;
}

/** The body of one request: members of a form, or else a value. */
export interface SeenBody {
  readonly contentType: string;
  readonly pointer: string;
  readonly members?: readonly SeenValue[];
  /** Parsed JSON, or the text as it is; undefined where it cannot be read. */
  readonly value?: unknown;
  /** Shape of the body where neither members nor value tell it (GraphQL). */
  readonly shape?: Shape;
}

/** One answer to a request, as it was saved or recorded. */
export interface SeenAnswer {
  readonly status: number;
  readonly pointer: string;
  readonly headers: readonly AnswerHeader[];
  /** Parsed JSON; undefined where there is none. */
  readonly body: unknown;
  /** Where the body stands; it is a text in the source, so everything inside it has this pointer. */
  readonly bodyPointer: string;
}

/** Where a request goes. */
export interface SeenServer {
  /** Absolute URL without a trailing slash; '' where it depends on variables that have no value. */
  readonly url: string;
  /** The text it was taken from, for messages. */
  readonly label: string;
  readonly pointer: string;
}

/** One request of a collection, an archive or a command line: what the readers have in common. */
export interface SeenRequest {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly pointer: string;
  /** Upper case. */
  readonly method: string;
  readonly server: SeenServer;
  /** Path template below the server. */
  readonly path: string;
  readonly variables: readonly SeenValue[];
  readonly query: readonly SeenValue[];
  /** Query parameters that it may carry and does not. */
  readonly optional?: readonly SeenValue[];
  readonly headers: readonly SeenValue[];
  readonly body: SeenBody | undefined;
  /** Ids of the authentications it carries; empty where it is stated to be public, undefined where nothing is said. */
  readonly auth: readonly string[] | undefined;
  readonly answers: readonly SeenAnswer[];
  /** What other text tells about the success answer. */
  readonly told: Shape | undefined;
}
