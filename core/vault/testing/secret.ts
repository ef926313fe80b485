import { vaultFileAt } from '../file.ts';
import { openVault } from '../vault.ts';

/** Uses of the secret store in a process of its own, each printed as JSON. Arguments: get|set|delete, key, secret, again. */
const [, , ...words] = process.argv;
const vault = await openVault({
  file: vaultFileAt(`${process.env.HOME ?? '.'}/secrets.vault`),
  notes: { get: () => ({ keychainUsed: false }), set: () => undefined },
  service: 'connector-studio-test',
});
const [verb = '', key = '', secret = ''] = words;
const { kind, reason } = vault;
const value =
  verb === 'get' ? await vault.get(key) : verb === 'set' ? await vault.set(key, secret) : await vault.delete(key);
process.stdout.write(JSON.stringify({ kind, reason, value: value ?? null }));
