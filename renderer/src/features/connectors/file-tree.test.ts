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

test('files in TypeScript come in the same order', () => {
  const paths = ['README.md', 'commands.ts', 'functions/helper.ts', 'functions/data.ts', 'functions/validate.ts'];
  const tree = fileTree(paths);
  expect(tree.map((node) => node.name)).toEqual(['functions', 'commands.ts', 'README.md']);
  expect(tree[0]?.children.map((node) => node.name)).toEqual(['validate.ts', 'data.ts', 'helper.ts']);
});
