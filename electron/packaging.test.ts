import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { gte } from 'semver';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
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

test('A95: Electron is past its bridge bypasses, and the packaged version is the tested one', () => {
  const version = packageJson.devDependencies.electron;
  expect(gte(version, '42.0.0')).toBe(true);
  expect(builder).toMatchObject({ electronVersion: version });
});
