import { openWorkspace } from '../../core/workspace/index.ts';
import type { Result } from '../../shared/result.ts';
import { payloadFor, scriptAddress } from './payload.ts';
import { SEEDED, seededFiles } from './seed-connector.ts';
import { seedRuns } from './seed-runs.ts';

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/**
 * Fills a workspace that no studio has open: every text that is stored anywhere is a payload (A73). `proxy` sets one whose password
 * is not there: nothing is sent then.
 */
export function seedEverything(directory: string, trap: string, { proxy }: { readonly proxy: boolean }): void {
  const text = payloadFor(trap);
  const workspace = orThrow(openWorkspace(directory));
  try {
    const { connectors, connections, interface: remembered } = workspace;
    orThrow(connectors.create(seededFiles(text, trap), text));
    orThrow(
      connectors.save(
        SEEDED,
        1,
        [{ path: 'functions/utility.js', text: `export const other = ${JSON.stringify(text)};\n` }],
        text,
      ),
    );
    for (const revision of [1, 2]) orThrow(connectors.label(SEEDED, revision, text.slice(0, 200)));
    const broken = [{ path: 'connector.json', text: JSON.stringify({ id: 'broken', [text]: text, name: text }) }];
    orThrow(
      connectors.create(
        seededFiles('plain', trap).map((file) => ({ ...file, text: file.text.replace('"seeded"', '"broken"') })),
        text,
      ),
    );
    orThrow(connectors.save('broken', 1, broken, text));
    for (const name of [text, `${text} two`])
      connections.save({
        ...{ connector: SEEDED, name, auth: name === text ? 'key' : text, allowedHosts: [text, scriptAddress] },
        fields: { baseUrl: text, region: text, [text]: text },
        secretFields: [{ field: 'key', variable: text, changedAt: '2026-01-22T08:30:00Z' }],
      });
    seedRuns(workspace, text, trap);
    for (const address of [text, scriptAddress, `${trap}/market`]) workspace.marketplaces.touch(address);
    workspace.settings.set({
      network: {
        ...(proxy
          ? {
              proxy: {
                url: 'http://proxy.example.com:3128',
                username: text.slice(0, 200),
                bypass: [],
                resolveAtProxy: false,
              },
            }
          : {}),
        authorities: [{ name: 'ours', pem: text }],
        insecureHosts: [],
      },
      proxyVariable: text,
    });
    orThrow(workspace.drafts.save('gone', [{ connector: SEEDED, path: 'README.md', text, baseRevision: 2 }]));
    const tabs = [
      { kind: 'file', connector: SEEDED, path: text },
      { kind: 'history', connector: SEEDED, path: text },
    ];
    orThrow(remembered.write([{ key: 'tabs', json: JSON.stringify({ open: tabs, active: null }) }]));
  } finally {
    workspace.close();
  }
}
