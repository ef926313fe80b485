import { flushCompileCache } from 'node:module';
import { packConnector, parseManifest } from '../../core/package/index.ts';
import { sampleConnector } from '../../core/package/testing/sample.ts';
import { publishConnector } from '../../core/publish/index.ts';

/** Publishes one version of the sample connector; prints a line before and one after. Arguments: URL, key, version. */
// What is killed keeps nothing of what it compiled for the next one.
flushCompileCache();
const [, , marketplace = '', key = '', version = ''] = process.argv;
const files = sampleConnector({ version });
const packed = await packConnector(files);
const manifest = parseManifest(files[0]?.text ?? '');
if (!packed.ok || !manifest.ok) throw new Error('the sample cannot be packed');
const { bytes: archive, digest } = packed.value;
process.stdout.write('sending\n');
const published = await publishConnector({ archive, digest, manifest: manifest.value, marketplace, key });
process.stdout.write(`${JSON.stringify(published)}\n`);
