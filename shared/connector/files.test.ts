import { describe, expect, it } from 'vitest';
import { isConnectorPath } from './files.ts';

describe('files of a connector (A25, A34)', () => {
  it.each([
    'connector.json',
    'commands.js',
    'functions/data.js',
    'functions/my_helper.js',
    'spec/api.yaml',
    'README.md',
    'logo.svg',
  ])('%s belongs to it', (path) => expect(isConnectorPath(path)).toBe(true));
  it.each([
    '../connector.json',
    '/etc/passwd',
    'functions/../x.js',
    'functions\\data.js',
    'functions/data.ts',
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
