import { execFileSync } from 'node:child_process';
import { reasonOf } from '../../../shared/result.ts';
import { vaultFileAt } from '../file.ts';
import { openVault } from '../vault.ts';

/**
 * Uses of the secret store in a process of its own, one after another, each answer a line of JSON. An argument is a JSON list:
 * `["get", key]`, `["set", key, secret]`, `["delete", key]`, `["retry"]`, `["sh", line]` for what happens to the keychain meanwhile.
 */
type Step = readonly [string, string?, string?];
const steps = process.argv.slice(2).map((text): Step => JSON.parse(text));

const vault = await openVault({
  file: vaultFileAt(`${process.env.HOME ?? '.'}/secrets.vault`),
  notes: { get: () => ({ keychainUsed: false }), set: () => undefined },
  service: 'connector-studio-test',
});

async function answer([verb, key = '', secret = '']: Step): Promise<unknown> {
  switch (verb) {
    case 'get':
      return vault.get(key);
    case 'set':
      return (await vault.set(key, secret)) ?? null;
    case 'delete':
      return vault.delete(key);
    case 'retry':
      return (await vault.retryKeychain()).ok;
    default:
      return execFileSync('sh', ['-c', key], { stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .trim();
  }
}

for (const step of steps) {
  const value = await answer(step).catch((error: unknown) => ({ error: reasonOf(error) }));
  const { kind, reason } = vault;
  process.stdout.write(`${JSON.stringify({ kind, reason, value })}\n`);
}
