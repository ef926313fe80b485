import { connectionFields } from '../../../shared/connector/authentication.ts';
import type { Manifest } from '../../../shared/connector/manifest.ts';
import { plain } from '../readme.ts';
import type { FibricSdk } from './sdk.ts';

const code = (text: string): string => `\`${text.replace(/[`\s|]/g, '_')}\``;

function credentials(manifest: Manifest): string {
  const settings = new Set(Object.keys(manifest.connectionConfig));
  return manifest.authentication
    .map(({ id, name }) => {
      const fields = connectionFields(manifest, id).filter((field) => !settings.has(field.id));
      const list = fields.map((field) => code(field.id)).join(', ');
      return `- ${plain(name)} (${code(id)}): ${list === '' ? 'none' : list}`;
    })
    .join('\n');
}

/** The README.md of an exported project: what it is, what its handlers need, and what they do not do. */
export function projectReadme(manifest: Manifest, sdk: FibricSdk): string {
  const settings = Object.entries(manifest.connectionConfig);
  const secrets = settings.filter(([, { type }]) => type === 'secret').map(([name]) => code(name));
  const open = settings.filter(([, { type }]) => type !== 'secret').map(([name]) => code(name));
  return `# ${plain(manifest.name)}

A connector for Fibric, written by Connector Studio in the form ${sdk === 'docs' ? 'that docs.fibric.io shows' : 'of the SDK 1.4'}.

| path | what |
|---|---|
| \`src/connector.ts\` | the definition: its tools, their arguments, their handlers |
| \`src/sdk.ts\` | the types of a definition; an SDK that brings them may take its place |
| \`src/runtime/\` | the adapter: it gives the connector's code what it finds in the studio |
| \`connector/\` | the connector's own code, as it stands in the studio |

## What the handlers need

Of \`ctx\` two members are read, and nothing else:

- \`ctx.credentials\`: an object of texts. Which, depends on the authentication; the first one is taken unless \`auth\` among them
  names another.
- \`ctx.config\`: an object with the settings${open.length === 0 ? ', of which there are none' : `: ${open.join(', ')}`}.${secrets.length === 0 ? '' : ` Secret ones go to \`ctx.credentials\`: ${secrets.join(', ')}.`}

${credentials(manifest)}

Where Fibric hands over its contexts in another shape, convert it in \`src/connector.ts\`. A token is used as it is given: nothing
here renews one.

Each call runs in a thread of its own, for 30 seconds at most, and needs Node 22.18 or newer. It reaches the hosts that
\`connector/connector.json\` names and the host of a \`baseUrl\` of the settings, by \`fetch\`; credentials are added where a request
has none. Unlike in the studio the code runs with the rights of the process: use it for code that you trust. Addresses of the
private network are not told from others, and no proxy of the studio is used.

A table gives one page, \`{ items, pagination }\`; \`pagination.nextPageConfig\` is the argument \`pagination\` of the next call. A
command gives its payload, or throws what it says of its failure.

\`npm install && npm run check\` checks the types.
${sdk === 'docs' ? '\nWithout a `publisher` in the definition the connector is private.\n' : ''}`;
}
