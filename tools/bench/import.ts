import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { against, MiB, median, ms, type Row } from './measure.ts';
import { own } from './peers.ts';

interface Measured {
  readonly ms: number;
  /** Peak resident memory of the process, MiB. */
  readonly peakMiB: number;
}

const file = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@octokit/openapi/package.json')),
  'generated/api.github.com.json',
);

/** One process for each measurement: neither side warms the other, and each has its own peak of memory. */
const inOwnProcess = (side: 'ours' | 'peer'): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, [side]);
    child.once('message', (message: Measured) => resolve(message));
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`the ${side} side ended with ${code}`)));
  });

/** GitHub's description (13 MB) to a full report, against @scalar/openapi-parser's dereference of the same text. */
export async function importGitHub(): Promise<readonly Row[]> {
  const ours: Measured[] = [];
  const peer: Measured[] = [];
  for (let run = 0; run < 5; run++) {
    ours.push(await inOwnProcess('ours'));
    peer.push(await inOwnProcess('peer'));
  }
  const [ourMs, peerMs] = [ours, peer].map((side) => median(side.map((one) => one.ms)));
  const [ourMiB, peerMiB] = [ours, peer].map((side) => median(side.map((one) => one.peakMiB)));
  if (!ourMs || !peerMs || !ourMiB || !peerMiB) throw new Error('nothing was measured');
  const name = `${own('@scalar/openapi-parser')} dereference`;
  return [
    against('import of 13 MB to a report', ms, ourMs, { name, value: peerMs }, 1),
    against('peak memory of the same', MiB, ourMiB, { name, value: peerMiB }, 0.8),
  ];
}

async function measure(side: string): Promise<Measured> {
  const text = readFileSync(file, 'utf8');
  // Loading the code of either side is not what is compared.
  const { inspectDescription } = await import('../../core/import/index.ts');
  const { dereference } = await import('@scalar/openapi-parser');
  const start = performance.now();
  if (side === 'ours') {
    const report = await inspectDescription({ fileName: 'api.github.com.json', text });
    if (!report.ok || report.value.entities.length < 100) throw new Error('the import found too little');
  } else {
    const { schema } = dereference(text);
    if (!schema) throw new Error('the peer gave nothing');
  }
  return { ms: performance.now() - start, peakMiB: process.resourceUsage().maxRSS / 1024 };
}

if (import.meta.main) {
  process.send?.(await measure(process.argv[2] ?? 'ours'));
  process.disconnect?.();
}
