import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { gte } from 'semver';
import { expect, test } from 'vitest';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };
import { linkScheme } from '../shared/open.ts';
import { targetsOf } from './open-target.ts';
import { safeWebPreferences } from './web-preferences.ts';

const builder = load(readFileSync(path.join(import.meta.dirname, '../electron-builder.yml'), 'utf8'));

test('A93: windows are isolated, sandboxed and without Node', () => {
  expect(safeWebPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
  });
});

test('A94: the packaged program runs as nothing but the studio', () => {
  expect(builder).toMatchObject({
    asar: true,
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    },
  });
});

test('the installers of all three systems have an icon, links, files and a feed', () => {
  expect(builder).toMatchObject({
    linux: { target: ['AppImage', 'deb'] },
    mac: { target: 'dmg', hardenedRuntime: true },
    win: { target: 'nsis' },
    protocols: [{ schemes: [linkScheme] }],
    icon: 'resources/icon.png',
    publish: { provider: 'generic' },
  });
  const file = readFileSync(path.join(import.meta.dirname, '../resources/icon.png'));
  // Width and height stand in the first chunk of a PNG; the icons of macOS are made of 1024 px.
  expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1024, 1024]);
});

test('A101: the studio is registered for exactly the files that it takes from a command line', () => {
  const { fileAssociations } = z
    .object({ fileAssociations: z.array(z.object({ ext: z.union([z.string(), z.array(z.string())]) })) })
    .parse(builder);
  const files = fileAssociations.flatMap(({ ext }) => ext).map((ext) => `a.${ext}`);
  expect(targetsOf(files, '/')).toHaveLength(files.length);
});

test('A95: Electron is past its bridge bypasses, and the packaged version is the tested one', () => {
  const version = packageJson.devDependencies.electron;
  expect(gte(version, '42.0.0')).toBe(true);
  expect(builder).toMatchObject({ electronVersion: version });
});
