import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import { commentText } from './code/literal.ts';

/** Foreign text for Markdown: nothing in it is a link, an image, HTML or code. */
const plain = (text: string): string => commentText(text).replace(/[\\`*_{}[\]()<>#+!|~&]/g, (sign) => `\\${sign}`);

function howTo(authentication: Authentication): string {
  switch (authentication.type) {
    case 'none':
      return 'no credentials are needed';
    case 'apiKey':
      return `an API key, sent as the ${authentication.in} ${plain(authentication.param)}`;
    case 'bearer':
      return 'a token, sent as a bearer token';
    case 'basic':
      return 'a user name and a password';
    case 'oauth2':
      return 'an OAuth 2 access token';
  }
}

/** README.md of a connector: what it reads and how to connect. */
export function readmeFile(manifest: Manifest, source: { readonly title: string; readonly fileName: string }): string {
  const { entities, commands, connectionConfig } = manifest;
  const base = connectionConfig.baseUrl?.default;
  const tables = entities.map((entity) => {
    const unproven =
      entity.pagination.kind === 'unproven' ? ' (only the first page: how it is paged is not known)' : '';
    return `- ${plain(entity.title)}: ${plain(entity.operation)}${unproven}`;
  });
  const count = Object.keys(commands).length;
  return `${[
    `# ${plain(manifest.name)}`,
    plain(manifest.description),
    '## Connect',
    [
      ...manifest.authentication.map((one) => `- ${plain(one.name)}: ${howTo(one)}`),
      base === undefined
        ? '- Base URL: the address of the API'
        : `- Base URL: ${plain(String(base))} unless you give another`,
    ].join('\n'),
    '## Tables',
    tables.length === 0 ? 'None.' : tables.join('\n'),
    ...(count === 0 ? [] : ['## Commands', `${count}, in commands.js.`]),
    '## Source',
    `Made from ${plain(source.title)}, kept in spec/${plain(source.fileName)}.`,
  ].join('\n\n')}\n`;
}
