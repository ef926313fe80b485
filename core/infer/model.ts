import type { ImportNote, Parameter, ReportAuth } from '../../shared/import/report.ts';

/**
 * What every import format is turned into, and all that inference reads. A format's reader resolves references lazily behind
 * `Shape`: nothing here is ever expanded.
 */
export interface ApiDescription {
  readonly kind: 'openapi' | 'postman' | 'har' | 'curl';
  readonly version: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly apiVersion: string | undefined;
  /** Absolute URL without a trailing slash, or '' where none can be used. */
  readonly baseUrl: string;
  readonly auth: readonly ReportAuth[];
  readonly operations: readonly Operation[];
  /** Foreign text that is kept to be read and never run. */
  readonly notes?: readonly ImportNote[];
}

/** One method of one path. */
export interface Operation {
  /** `METHOD /path/{template}`, unique in a description: `#name` follows where several requests share both (PM-21). */
  readonly key: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly operationId: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** True where the operation asks for no credentials although the API has some. */
  readonly public: boolean;
  /** Ids of the authentications it takes, where they are not those of the API; empty where it is public. */
  readonly auth?: readonly string[];
  /** Base URL where it is not that of the API. */
  readonly server?: string;
  /** True where it is known from requests that were made, not from a description: what they leave out may exist all the same. */
  readonly observed?: boolean;
  readonly parameters: readonly OperationParameter[];
  readonly body: RequestBody | undefined;
  /** The success answer, where one is described. */
  readonly answer: Answer | undefined;
  /** Bodies of the described failures by status (`404`, `4XX`, `default`); undefined where a status has no JSON body. */
  readonly failures?: ReadonlyMap<string, Shape | undefined>;
}

export interface OperationParameter extends Omit<Parameter, 'format'> {
  readonly pointer: string;
  readonly format: string | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

export interface RequestBody {
  readonly contentType: string;
  readonly required: boolean;
  readonly shape: Shape | undefined;
  readonly pointer: string;
  /** A whole example of the body, where one is stated. */
  readonly sample?: unknown;
}

export interface Answer {
  readonly pointer: string;
  readonly description: string | undefined;
  readonly headers: readonly AnswerHeader[];
  /** Next requests that the description declares (OpenAPI links). */
  readonly links: readonly AnswerLink[];
  /** Undefined where the answer has no JSON body. */
  readonly shape: Shape | undefined;
  /** Status of the answer; 200 where the description leaves it open. */
  readonly status?: number;
  /** A whole example of the body, where one is stated. */
  readonly sample?: unknown;
}

export interface AnswerHeader {
  /** Lower case. */
  readonly name: string;
  readonly description: string | undefined;
  readonly pointer: string;
}

/** A declared link: the operation to call with values taken from the answer (runtime expressions). */
export interface AnswerLink {
  readonly operationId: string | undefined;
  readonly parameters: ReadonlyMap<string, string>;
  readonly pointer: string;
}

export type ShapeType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';

/** A value of an API as far as it is described: a schema, or what an example shows. Children are resolved when asked for. */
export interface Shape {
  readonly pointer: string;
  /** Name of the reusable schema it was taken from. */
  readonly name: string | undefined;
  /** Undefined where the description leaves it open or allows several. */
  readonly type: ShapeType | undefined;
  readonly nullable: boolean;
  readonly format: string | undefined;
  readonly description: string | undefined;
  readonly enum: readonly string[] | undefined;
  /** A sample value, undefined where none is stated. */
  readonly example: unknown;
  readonly default: unknown;
  /** Described properties; empty for anything but an object. */
  readonly properties: ReadonlyMap<string, Shape>;
  readonly required: ReadonlySet<string>;
  /** Items of an array. */
  readonly items: Shape | undefined;
  /** What an object holds under names that are not described: the values of a map. */
  readonly values?: Shape | undefined;
  /** Every type it may have, where the description allows several. */
  readonly types?: ReadonlySet<ShapeType>;
  /** Stated bounds; undefined where there are none. */
  readonly bounds?: Bounds | undefined;
  /** True for what only answers hold; a request need not send it although it is required. */
  readonly readOnly?: boolean;
  /** True for what only requests hold. */
  readonly writeOnly?: boolean;
}

/** Bounds of a value in the words of JSON Schema. Numbers are finite; a pattern is foreign text and is never run. */
export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
}
