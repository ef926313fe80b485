import { flushCompileCache } from 'node:module';
import { createMarketplace } from '../index.ts';

/** Runs a marketplace until it is killed; prints its address and its first key. Arguments: its place, as JSON. */
flushCompileCache();
const [, , place = ''] = process.argv;
const { url, key } = await createMarketplace({ ...JSON.parse(place), allowedHosts: ['127.0.0.1'] });
process.stdout.write(`${JSON.stringify({ url, key: key ?? '' })}\n`);
