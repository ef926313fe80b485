import { vaultFileAt } from '../file.ts';

/** Writes a vault file again and again until it kills itself, `ms` after the first time. Arguments: file, passphrase, ms. */
const [, , file = '', passphrase = '', ms = '0'] = process.argv;
const opened = await vaultFileAt(file).open(passphrase);
if (!opened.ok) throw new Error(opened.error.message);
await opened.value.set('a', 'value 0');
setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(ms));
for (let n = 1; ; n++) await opened.value.set('a', `value ${n}`);
