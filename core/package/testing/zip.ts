import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip that is built byte by byte, so that it can lie where a real packer would not. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly deflate?: boolean;
  /** Unix mode in the upper half of the external attributes. */
  readonly mode?: number;
  /** Lower half of the external attributes (DOS). */
  readonly dos?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Name in the local header, where it differs. */
  readonly localName?: string;
  /** Sizes that the headers state, where they lie. */
  readonly statedSize?: number;
  readonly statedCrc?: number;
  readonly localCrc?: number;
  readonly extra?: Buffer;
  /** Bytes between this entry and the next. */
  readonly trailing?: Buffer;
}

export interface RawZip {
  readonly prefix?: Buffer;
  /** Number of entries that the end record states. */
  readonly statedEntries?: number;
  readonly comment?: Buffer;
}

interface Built {
  readonly entry: RawEntry;
  readonly name: Buffer;
  readonly data: Buffer;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
}

function build(entry: RawEntry): Built {
  const content = Buffer.from(entry.content ?? '');
  return {
    entry,
    name: Buffer.from(entry.name),
    data: entry.deflate ? deflateRawSync(content, { level: 9 }) : content,
    size: entry.statedSize ?? content.byteLength,
    crc: entry.statedCrc ?? crc32(content),
    method: entry.method ?? (entry.deflate ? 8 : 0),
  };
}

function common(built: Built, crc: number, nameBytes: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(built.entry.flags ?? 0x800, 2);
  fields.writeUInt16LE(built.method, 4);
  fields.writeUInt32LE(0x00210000, 6);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(built.data.byteLength, 14);
  fields.writeUInt32LE(built.size, 18);
  fields.writeUInt16LE(nameBytes, 22);
  fields.writeUInt16LE(built.entry.extra?.byteLength ?? 0, 24);
  return fields;
}

function localHeader(built: Built): Buffer {
  const name = built.entry.localName === undefined ? built.name : Buffer.from(built.entry.localName);
  const crc = built.entry.localCrc ?? built.crc;
  return Buffer.concat([
    Buffer.from('PK\x03\x04', 'latin1'),
    common(built, crc, name.byteLength),
    name,
    built.entry.extra ?? Buffer.alloc(0),
  ]);
}

function centralRecord(built: Built, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((((built.entry.mode ?? 0o100644) << 16) | (built.entry.dos ?? 0)) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([
    Buffer.from('PK\x01\x02\x3f\x03', 'latin1'),
    common(built, built.crc, built.name.byteLength),
    tail,
    built.name,
    built.entry.extra ?? Buffer.alloc(0),
  ]);
}

/** Builds the archive. */
export function rawZip(entries: readonly RawEntry[], options: RawZip = {}): Buffer {
  const parts: Buffer[] = [options.prefix ?? Buffer.alloc(0)];
  const records: Buffer[] = [];
  const position = (): number => parts.reduce((sum, part) => sum + part.byteLength, 0);
  for (const entry of entries) {
    const built = build(entry);
    records.push(centralRecord(built, position()));
    parts.push(localHeader(built), built.data, entry.trailing ?? Buffer.alloc(0));
  }
  const start = position();
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(options.statedEntries ?? entries.length, 8);
  end.writeUInt16LE(options.statedEntries ?? entries.length, 10);
  end.writeUInt32LE(directory.byteLength, 12);
  end.writeUInt32LE(start, 16);
  end.writeUInt16LE(options.comment?.byteLength ?? 0, 20);
  return Buffer.concat([...parts, directory, end, options.comment ?? Buffer.alloc(0)]);
}
