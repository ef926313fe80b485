import { expect, test } from 'vitest';
import { fileTree } from './file-tree.ts';

test('files come in the order in which a person meets them', () => {
  const tree = fileTree([
    'README.md',
    'spec/api.json',
    'functions/utility.js',
    'functions/data.js',
    'functions/validate.js',
    'commands.js',
    'connector.json',
  ]);
  expect(tree.map((node) => node.name)).toEqual(['connector.json', 'functions', 'commands.js', 'README.md', 'spec']);
  expect(tree[1]?.children.map((node) => node.name)).toEqual(['validate.js', 'data.js', 'utility.js']);
  expect(tree[4]?.children[0]?.path).toBe('spec/api.json');
});
