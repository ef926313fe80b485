import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const read = (file: string) => JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8'));

it('the peers are locked to exact versions, without an address to load them from', () => {
  const { dependencies } = read('peers/package.json');
  const lock = read('peers/package-lock.json');
  expect(lock.packages[''].dependencies).toEqual(dependencies);
  for (const [name, version] of Object.entries(dependencies)) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(lock.packages[`node_modules/${name}`].version).toBe(version);
  }
  expect(JSON.stringify(lock)).not.toContain('"resolved"');
});

it('the product does not depend on them', () => {
  const { dependencies, devDependencies } = read('../../package.json');
  for (const name of Object.keys(read('peers/package.json').dependencies))
    expect({ ...dependencies, ...devDependencies }).not.toHaveProperty(name);
});
