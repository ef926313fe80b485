import { type Tool, toolsOf } from '../../../shared/connector/capabilities.ts';
import { installAuthType } from '../../../shared/connector/install-form.ts';
import type { Manifest } from '../../../shared/connector/manifest.ts';
import { jsonCode } from '../code/json.ts';
import { literal, propertyKey } from '../code/literal.ts';
import { array, type Code, object, print, property } from '../code/print.ts';
import { inputSchema } from './input.ts';
import type { FibricSdk } from './sdk.ts';

/** How a definition is written. */
export interface DefinitionOptions {
  readonly sdk: FibricSdk;
  /** Who publishes it; left out, it is private (FC-71). The form of SDK 1.4 names none. */
  readonly publisher?: string;
}

const text = (name: string, value: string): Code => property(name, literal(value));

const toolMembers = (manifest: Manifest, { by, sideEffect, ...tool }: Tool): readonly Code[] => [
  property('input', jsonCode(inputSchema(manifest, { by, ...tool }))),
  property('sideEffecting', String(sideEffect)),
  property(
    'handler',
    `(ctx: ToolContext, args: ToolArgs) => call(ctx, { kind: '${by.kind}', name: ${literal(by.name)} }, args)`,
  ),
];

function inDocs(manifest: Manifest, tools: readonly Tool[], { publisher }: DefinitionOptions): readonly Code[] {
  return [
    text('id', `cn-${manifest.id}`),
    text('version', manifest.version),
    text('category', manifest.category ?? 'other'),
    ...(publisher === undefined ? [] : [text('publisher', publisher)]),
    property('auth', object([text('type', authType(manifest))])),
    property(
      'tools',
      object(
        tools.map((tool) => property(propertyKey(tool.name), object(toolMembers(manifest, tool), true))),
        true,
      ),
    ),
    'probe',
  ];
}

function inSdk(manifest: Manifest, tools: readonly Tool[]): readonly Code[] {
  const [first] = manifest.authentication;
  const scopes = first?.type === 'oauth2' ? (first.scopes ?? []) : [];
  return [
    text('name', `cn-${manifest.id}`),
    text('summary', manifest.description === '' ? manifest.name : manifest.description),
    text('version', manifest.version),
    property('auth', object([text('type', authType(manifest))])),
    property(
      'tools',
      array(
        tools.map((tool) =>
          object(
            [
              text('name', tool.name),
              ...(tool.description === undefined ? [] : [text('summary', tool.description)]),
              ...toolMembers(manifest, tool),
            ],
            true,
          ),
        ),
        true,
      ),
    ),
    ...(scopes.length === 0 ? [] : [property('scopes', jsonCode(scopes))]),
  ];
}

const authType = ({ authentication: [first] }: Manifest): string => (first ? installAuthType(first) : 'none');

/**
 * The module of a definition: the tools of the connector by the names that they have at a marketplace (FC-59, FC-70, FC-72),
 * each with a handler that calls the connector's own code. Texts of the manifest stand in literals only (A16).
 */
export function definitionCode(manifest: Manifest, options: DefinitionOptions): string {
  const tools = toolsOf(manifest);
  const isDocs = options.sdk === 'docs';
  const members = isDocs ? inDocs(manifest, tools, options) : inSdk(manifest, tools);
  const imported = [...(tools.length > 0 ? ['call'] : []), ...(isDocs ? ['probe'] : [])];
  return [
    ...(imported.length > 0 ? [`import { ${imported.join(', ')} } from './runtime/call.js';`] : []),
    `import type { ConnectorDef${tools.length > 0 ? ', ToolArgs, ToolContext' : ''} } from './sdk.ts';`,
    '',
    `const connector: ConnectorDef = ${print(object(members, true))};`,
    '',
    'export default connector;',
    '',
  ].join('\n');
}
