/** What the first bytes of a file say it is. */
export interface Sniffed {
  /** Name for people: `a PDF document`. */
  readonly name: string;
  /** Media types that such bytes may honestly have. */
  readonly types: RegExp;
  /** Something that an operating system may run or follow when it is opened. */
  readonly active?: true;
}

interface Signature extends Sniffed {
  /** The first bytes in hex. */
  readonly hex?: RegExp;
  /** The first bytes as Latin-1 text. */
  readonly text?: RegExp;
}

const ZIPPED = /zip|openxmlformats|opendocument|epub|java-archive|android|vnd\.(?:ms-|apple|google)/;
const SHORTCUT = /desktop|shortcut/;
const SCRIPT = /sh\b|script|python|perl|text\/plain/;

const SIGNATURES: readonly Signature[] = [
  { text: /^%PDF-/, name: 'a PDF document', types: /pdf|illustrator/ },
  { hex: /^89504e470d0a1a0a/, name: 'a PNG image', types: /^image\/(?:png|apng|x-png)$/ },
  { hex: /^ffd8ff/, name: 'a JPEG image', types: /^image\/(?:p?jpe?g|jpg)$/ },
  { text: /^GIF8[79]a/, name: 'a GIF image', types: /^image\/gif$/ },
  { text: /^RIFF[\s\S]{4}WEBP/, name: 'a WebP image', types: /^image\/webp$/ },
  { text: /^RIFF[\s\S]{4}WAVE/, name: 'a WAVE recording', types: /^audio\/.*wave?$/ },
  { hex: /^504b(?:0304|0506)/, name: 'a ZIP archive', types: ZIPPED },
  { hex: /^1f8b/, name: 'a gzip archive', types: /gzip|x-tgz|x-tar/ },
  { text: /^[\s\S]{4}ftyp/, name: 'an MP4 file', types: /^(?:video|audio)\/|^image\/(?:heic|heif|avif)$/ },
  { text: /^ID3/, name: 'an MP3 recording', types: /^audio\/(?:x-)?(?:mpeg|mp3)/ },
  { text: /^OggS/, name: 'an Ogg file', types: /ogg|opus/ },
  { text: /^\s*(?:<!doctype html|<html)/i, name: 'a page of HTML', types: /html|text\/plain/ },
  { text: /^MZ/, name: 'a Windows program', types: /msdownload|dosexec|portable-executable/, active: true },
  { hex: /^7f454c46/, name: 'a Linux program', types: /executable|x-elf|sharedlib/, active: true },
  { hex: /^(?:feedfac[ef]|c[ef]faedfe|cafebabe)/, name: 'a macOS program', types: /mach|java-vm/, active: true },
  { text: /^#!/, name: 'a script', types: SCRIPT, active: true },
  { hex: /^4c00000001140200/, name: 'a Windows shortcut', types: SHORTCUT, active: true },
  { text: /^\[(?:Desktop Entry|InternetShortcut)\]/, name: 'a shortcut', types: SHORTCUT, active: true },
];

/** Bytes looked at. */
const HEAD = 512;

/** What the bytes are by their signature; undefined where they have none that is known. */
export function sniff(bytes: Uint8Array): Sniffed | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(HEAD, bytes.byteLength));
  const asHex = head.toString('hex');
  const asText = head.toString('latin1');
  return SIGNATURES.find(({ hex, text }) => hex?.test(asHex) ?? text?.test(asText));
}

/** Types that say nothing about the content. */
const ANYTHING = /^(?:application\/(?:octet-stream|x-download|force-download|binary)|binary\/octet-stream|\*\/\*|)$/;

/** Types whose bytes always begin with a signature of the list above. */
const SIGNED =
  /^(?:application\/pdf|application\/(?:x-)?(?:zip|gzip)|image\/(?:png|jpeg|gif|webp)|.*openxmlformats.*)$/;

/** `text/CSV; charset=x` → `text/csv`. */
export const mediaType = (type: string): string => type.split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** How declared type and bytes contradict each other, as the end of a sentence; undefined where they do not (A69). */
export function contradiction(declared: string, bytes: Uint8Array): string | undefined {
  const type = mediaType(declared);
  const found = sniff(bytes);
  if (!found)
    return SIGNED.test(type) && bytes.byteLength > 0 ? 'its bytes do not begin as such a file does' : undefined;
  if (ANYTHING.test(type) && !found.active) return undefined;
  return found.types.test(type) ? undefined : `its bytes are those of ${found.name}`;
}
