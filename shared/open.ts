/** Scheme of the links that ask the studio for something. */
export const linkScheme = 'connectorstudio';

/** Why something that came from outside is not even asked about. */
export type OpenRefusal =
  /** The link has more characters than are read. */
  | 'too-long'
  /** It holds characters that hide or reorder text, or end lines; also behind percent signs. */
  | 'hidden-characters'
  /** It asks for something that links cannot ask for. */
  | 'unknown-action'
  /** It has other arguments than one `url`. */
  | 'unknown-argument'
  /** Its address is not one of http or https, or names a user. */
  | 'bad-address'
  /** The file is gone, no plain file, or may not be read. */
  | 'unreadable'
  /** The file has more bytes than are read. */
  | 'too-large';

/**
 * What the system asks the studio to open: a link that was clicked somewhere, or a file. It is only ever shown and asked
 * about; nothing starts before the user agrees (A101).
 */
export type OpenRequest =
  /** Fetch an API description and import it. */
  | { readonly kind: 'import'; readonly address: string; readonly host: string }
  /** Fetch a `.connector` archive and open it. */
  | { readonly kind: 'install'; readonly address: string; readonly host: string }
  /** A description or an archive on this machine, read when the page took the request. */
  | { readonly kind: 'file'; readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** `text` is what came, cut. */
  | { readonly kind: 'refused'; readonly text: string; readonly reason: OpenRefusal };
