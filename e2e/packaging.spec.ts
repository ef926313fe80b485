import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { load } from 'js-yaml';
import packageJson from '../package.json' with { type: 'json' };
import { fusesOf, writeElectronStub } from './electron-stub.ts';
import { expect, test } from './fixtures.ts';
import { root } from './hosts/program.ts';
import { launchStandin } from './hosts/standin.ts';

test.skip(process.platform !== 'linux', 'the distribution that is packed here in name only is that of Linux');

test('A94: the packed application holds the built studio and nothing else, and runs', async ({
  folder,
  workspace,
  faults,
}) => {
  const [stub, output] = [path.join(folder, 'electron'), path.join(folder, 'dist')];
  await writeElectronStub(stub);
  await promisify(execFile)(
    process.execPath,
    [
      ...['node_modules/electron-builder/cli.js', '--linux', 'dir', '--publish', 'never'],
      ...[`-c.electronDist=${stub}`, `-c.directories.output=${output}`],
    ],
    { cwd: root },
  );
  const packed = path.join(output, 'linux-unpacked');
  const archive = path.join(packed, 'resources/app.asar');

  // Each entry says whether it stands in the archive or beside it.
  const entries = listPackage(archive, { isPack: true }).map((line) => {
    const [, place = '', name = ''] = /^(\w+)\s*: \/(.*)$/.exec(line) ?? [];
    return { place, name };
  });
  const names = entries.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      ...['package.json', 'out/main/main.js', 'out/main/backend.js', 'out/main/import-worker.js'],
      ...['out/main/sandbox-worker.js', 'out/main/syntax-worker.js', 'out/preload/preload.cjs'],
      ...['out/renderer/index.html', 'node_modules/quickjs-emscripten/package.json'],
      'node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm',
    ]),
  );
  const top = new Set(names.map((name) => name.split('/')[0]));
  expect([...top].sort()).toEqual(['node_modules', 'out', 'package.json']);
  expect(
    names.filter((name) => /\.(map|[mc]?ts|tsx|md|c|cc|cpp|h|gyp|tsbuildinfo)$|\btests?\b|\.github/.test(name)),
  ).toEqual([]);
  const modules = new Set(names.flatMap((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []));
  const allowed = [
    ...Object.keys(packageJson.dependencies),
    'quickjs-emscripten-core',
    '@jitl',
    '@jitl/quickjs-ffi-types',
  ];
  expect([...modules].filter((name) => !allowed.includes(name))).toEqual([]);

  const native = entries.filter(({ name }) => name.endsWith('.node'));
  const { arch } = process;
  expect(native.map(({ name }) => name).sort()).toEqual([
    `node_modules/better-sqlite3/prebuilds/linux-${arch}.node`,
    `node_modules/keytar/prebuilds/linux-${arch}/keytar.node`,
  ]);
  expect(new Set(native.map(({ place }) => place))).toEqual(new Set(['unpack']));

  const inside = JSON.parse(extractFile(archive, 'package.json').toString());
  expect(inside).toMatchObject({ name: 'connector-studio', version: packageJson.version, main: 'out/main/main.js' });
  expect(Object.keys(inside)).not.toEqual(expect.arrayContaining(['devDependencies']));
  expect(load(await readFile(path.join(packed, 'resources/app-update.yml'), 'utf8'))).toMatchObject({
    provider: 'generic',
    url: expect.stringMatching(/^https:/),
  });

  // Off: run as Node, NODE_OPTIONS, --inspect, privileges of file:. On: encrypted cookies, a checked archive, only from it.
  expect(await fusesOf(path.join(packed, 'connector-studio'))).toMatch(/^010011.0/);

  // What is in the archive is enough to run, with nothing of the checkout beside it.
  const app = path.join(folder, 'app');
  extractAll(archive, app);
  await cp(`${archive}.unpacked`, app, { recursive: true });
  const studio = await launchStandin({ workspace, app });
  await faults.watch(studio.page.context());
  await expect(studio.page.getByText('No connectors yet').first()).toBeVisible();
  await studio.stop();
  expect(app.startsWith(root)).toBe(false);
});
