import { describe, expect, it } from 'vitest';
import { findCommands, findFunction, isConnectorPath, isScriptPath, isTypeScriptPath, twinPath } from './files.ts';

describe('files of a connector (A25, A34)', () => {
  it.each([
    'connector.json',
    'commands.js',
    'functions/data.js',
    'functions/my_helper.js',
    'functions/data.ts',
    'functions/my-helper.ts',
    'commands.ts',
    'spec/api.yaml',
    'README.md',
    'CHANGELOG.md',
    'logo.svg',
  ])('%s belongs to it', (path) => expect(isConnectorPath(path)).toBe(true));
  it.each([
    '../connector.json',
    '/etc/passwd',
    'functions/../x.js',
    'functions\\data.js',
    'functions/data.d.ts',
    'functions/data.tsx',
    'commands.mts',
    'spec.ts',
    'functions/a/b.js',
    'node_modules/x/index.js',
    'package.json',
    'preload.js',
    'spec/../x',
    'spec/a/../../b',
    'spec/api.yaml.',
    'spec/api.yaml ',
    'spec/',
    'a\0b',
    'spec/a\nb',
    'addon.node',
    '',
  ])('%j does not', (path) => expect(isConnectorPath(path)).toBe(false));
});

describe('scripts in either language', () => {
  it('are told from other files', () => {
    const paths = ['functions/data.js', 'functions/data.ts', 'commands.ts', 'spec/a.ts', 'README.md'];
    expect(paths.filter(isScriptPath)).toEqual(['functions/data.js', 'functions/data.ts', 'commands.ts']);
    expect(paths.filter(isTypeScriptPath)).toEqual(['functions/data.ts', 'commands.ts']);
    expect([twinPath('commands.js'), twinPath('functions/a.ts')]).toEqual(['commands.ts', 'functions/a.js']);
  });

  it('are found by the name of the function', () => {
    const paths = new Set(['functions/data.ts', 'functions/schema.js', 'commands.ts']);
    expect([findFunction(paths, 'data'), findFunction(paths, 'schema'), findFunction(paths, 'config')]).toEqual([
      'functions/data.ts',
      'functions/schema.js',
      undefined,
    ]);
    expect([findCommands(paths), findCommands(new Set())]).toEqual(['commands.ts', undefined]);
  });
});
