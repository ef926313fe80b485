import { openSecretStore } from '../index.ts';

/** One use of the secret store in a process of its own, printed as JSON. Arguments: get|set|delete, key, secret. */
const [, , verb = '', key = '', secret = ''] = process.argv;
const store = await openSecretStore({ service: 'connector-studio-test' });
const { kind, reason } = store;
const value =
  verb === 'get' ? await store.get(key) : verb === 'set' ? await store.set(key, secret) : await store.delete(key);
process.stdout.write(JSON.stringify({ kind, reason, value: value ?? null }));
