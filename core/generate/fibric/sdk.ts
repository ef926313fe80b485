/**
 * The two forms of a definition that Fibric's manuals show (FC-70): `docs` is the one of docs.fibric.io, `1.4` that of the
 * SDK of this number. They contradict each other, and no package has either: the project brings the types along.
 */
export const fibricSdks = ['docs', '1.4'] as const;
export type FibricSdk = (typeof fibricSdks)[number];

const shared = `/** A JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** All that the handlers need of the context they are given; whatever else it has is not looked at. */
export interface ToolContext {
  /** Credentials by field, as README.md lists them. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Settings by name. */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}

export type ToolArgs = Readonly<Record<string, unknown>>;

export interface ConnectorAuth {
  readonly type: 'api_key' | 'basic' | 'oauth2' | 'none';
}
`;

const tool = `  /** What the arguments are. */
  readonly input?: JsonSchema;
  /** True where a call may change something at the source. */
  readonly sideEffecting?: boolean;
  handler(ctx: ToolContext, args: ToolArgs): Promise<unknown>;
}
`;

const definitions: Readonly<Record<FibricSdk, string>> = {
  docs: `export interface ToolDef {
${tool}
export interface ConnectorDef {
  readonly id: string;
  /** Semantic version; a published one never changes. */
  readonly version: string;
  readonly category: string;
  /** Left out, the connector is private. */
  readonly publisher?: string;
  readonly auth: ConnectorAuth;
  /** By name. */
  readonly tools: Readonly<Record<string, ToolDef>>;
  readonly events?: readonly string[];
  /** Proves the credentials. */
  probe?(ctx: ToolContext): Promise<unknown>;
}
`,
  '1.4': `export interface ToolDef {
  readonly name: string;
  readonly summary?: string;
${tool}
export interface ConnectorDef {
  readonly name: string;
  readonly summary: string;
  readonly version?: string;
  readonly auth: ConnectorAuth;
  readonly tools: readonly ToolDef[];
  readonly homepage?: string;
  readonly scopes?: readonly string[];
}
`,
};

const heads: Readonly<Record<FibricSdk, string>> = {
  docs: 'the form of docs.fibric.io',
  '1.4': 'the form of the SDK 1.4',
};

/** The types of a definition, as a module of TypeScript. */
export const sdkTypes = (sdk: FibricSdk): string =>
  `/** The definition of a connector, in ${heads[sdk]}. An SDK that brings these types may take the place of this file. */\n\n${shared}\n${definitions[sdk]}`;
