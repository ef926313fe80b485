import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What @electron/fuses looks for in the program; the version of the wire, its length and the fuses follow. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Every fuse as Electron ships it. */
const fuses = '101100110';

/** A distribution of Electron in name only, so that packing needs no download: the files that the packer looks for. */
export async function writeElectronStub(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'locales'), { recursive: true });
  await mkdir(path.join(folder, 'resources'));
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuses.length]), Buffer.from(fuses)]);
  const program = Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), Buffer.alloc(4096), wire, Buffer.alloc(64)]);
  await writeFile(path.join(folder, 'electron'), program, { mode: 0o755 });
  const others = ['chrome_crashpad_handler', 'chrome-sandbox', 'libffmpeg.so', 'icudtl.dat', 'resources.pak'];
  const further = [
    'snapshot_blob.bin',
    'v8_context_snapshot.bin',
    'LICENSE',
    'LICENSES.chromium.html',
    'locales/en-US.pak',
  ];
  await Promise.all([...others, ...further].map((name) => writeFile(path.join(folder, name), 'stub')));
  await writeFile(path.join(folder, 'version'), '45.4.1');
}

/** The fuses of a program, in the order of Electron's documentation: `0` is off, `1` is on. */
export async function fusesOf(program: string): Promise<string> {
  const bytes = await readFile(program);
  const at = bytes.indexOf(sentinel) + sentinel.length;
  return bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0)).toString('latin1');
}
