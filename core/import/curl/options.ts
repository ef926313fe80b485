/** What an option of curl does, as far as a request is made of it. */
export type OptionKind =
  | 'method'
  | 'header'
  | 'data'
  | 'binary'
  | 'raw'
  | 'encoded'
  | 'json'
  | 'form'
  | 'formText'
  | 'get'
  | 'head'
  | 'query'
  | 'url'
  | 'user'
  | 'bearer'
  | 'cookie'
  | 'next'
  /** Changes nothing that is described here. */
  | 'ignored'
  /** Reads or writes files, or sends the request elsewhere: reported, never done (A20). */
  | 'refused'
  /** Signs requests, which a connection cannot do. */
  | 'signs';

/** One option: what it does, and whether a value follows. */
export interface Option {
  readonly kind: OptionKind;
  readonly takesValue: boolean;
}

const LONG: Readonly<Record<OptionKind, { readonly valued: string; readonly plain: string }>> = {
  method: { valued: 'request', plain: '' },
  header: { valued: 'header', plain: '' },
  data: { valued: 'data data-ascii', plain: '' },
  binary: { valued: 'data-binary', plain: '' },
  raw: { valued: 'data-raw', plain: '' },
  encoded: { valued: 'data-urlencode', plain: '' },
  json: { valued: 'json', plain: '' },
  form: { valued: 'form', plain: '' },
  formText: { valued: 'form-string', plain: '' },
  get: { valued: '', plain: 'get' },
  head: { valued: '', plain: 'head' },
  query: { valued: 'url-query', plain: '' },
  url: { valued: 'url', plain: '' },
  user: { valued: 'user', plain: '' },
  bearer: { valued: 'oauth2-bearer', plain: '' },
  cookie: { valued: 'cookie', plain: '' },
  next: { valued: '', plain: 'next' },
  ignored: {
    valued:
      'user-agent referer max-time connect-timeout retry retry-delay retry-max-time range limit-rate max-redirs ciphers tls13-ciphers tls-max curves ' +
      'speed-limit speed-time keepalive-time expect100-timeout write-out request-target max-filesize continue-at local-port rate happy-eyeballs-timeout-ms ' +
      'proto proto-default proto-redir parallel-max progress-bar-width create-file-mode',
    plain:
      'silent show-error verbose include fail fail-with-body fail-early location location-trusted insecure compressed globoff no-buffer progress-bar ' +
      'http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only http0.9 ipv4 ipv6 tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tcp-nodelay tcp-fastopen path-as-is basic ' +
      'no-keepalive retry-all-errors retry-connrefused parallel post301 post302 post303 raw no-progress-meter ssl-reqd styled-output no-alpn tr-encoding ' +
      'disable ignore-content-length junk-session-cookies no-sessionid false-start compressed-ssh list-only append suppress-connect-headers',
  },
  refused: {
    valued:
      'output upload-file config unix-socket abstract-unix-socket proxy preproxy proxy-user proxy-header resolve connect-to cert key cert-type key-type ' +
      'pass cacert capath cookie-jar dump-header trace trace-ascii netrc-file interface dns-servers dns-interface doh-url socks4 socks4a socks5 socks5-hostname ' +
      'libcurl stderr etag-save etag-compare hsts alt-svc random-file egd-file crlfile pinnedpubkey proxy-cert proxy-key proxy-cacert output-dir ftp-port quote ' +
      'time-cond variable engine proxy1.0 noproxy haproxy-clientip',
    plain:
      'remote-name remote-name-all remote-header-name remote-time netrc netrc-optional create-dirs haproxy-protocol proxytunnel',
  },
  signs: { valued: 'aws-sigv4 delegation service-name', plain: 'digest ntlm negotiate anyauth' },
};

const SHORT: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  F: 'form',
  G: 'get',
  I: 'head',
  u: 'user',
  b: 'cookie',
  A: 'user-agent',
  e: 'referer',
  m: 'max-time',
  r: 'range',
  w: 'write-out',
  C: 'continue-at',
  Y: 'speed-limit',
  y: 'speed-time',
  s: 'silent',
  S: 'show-error',
  v: 'verbose',
  i: 'include',
  f: 'fail',
  L: 'location',
  k: 'insecure',
  g: 'globoff',
  N: 'no-buffer',
  '#': 'progress-bar',
  '0': 'http1.0',
  '1': 'tlsv1',
  '4': 'ipv4',
  '6': 'ipv6',
  Z: 'parallel',
  q: 'disable',
  l: 'list-only',
  a: 'append',
  o: 'output',
  O: 'remote-name',
  J: 'remote-header-name',
  R: 'remote-time',
  T: 'upload-file',
  K: 'config',
  x: 'proxy',
  U: 'proxy-user',
  E: 'cert',
  c: 'cookie-jar',
  D: 'dump-header',
  n: 'netrc',
  p: 'proxytunnel',
  P: 'ftp-port',
  Q: 'quote',
  z: 'time-cond',
  ':': 'next',
};

function optionTable(): ReadonlyMap<string, Option> {
  const table = new Map<string, Option>();
  const add = (names: string, option: Option): void => {
    for (const name of names.split(' ')) if (name !== '') table.set(name, option);
  };
  for (const [kind, { valued, plain }] of Object.entries(LONG)) {
    // True: the keys of LONG are exactly the members of OptionKind.
    const known = kind as OptionKind;
    add(valued, { kind: known, takesValue: true });
    add(plain, { kind: known, takesValue: false });
  }
  return table;
}

const TABLE = optionTable();

/** An option by its long name; `no-` before a known one changes nothing here. Undefined where curl has no such option. */
export const longOption = (name: string): Option | undefined =>
  TABLE.get(name) ??
  (name.startsWith('no-') && TABLE.has(name.slice(3)) ? { kind: 'ignored', takesValue: false } : undefined);

/** An option by its letter. */
export const shortOption = (letter: string): { readonly name: string; readonly option: Option } | undefined => {
  const name = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined;
  const option = name === undefined ? undefined : TABLE.get(name);
  return name === undefined || option === undefined ? undefined : { name, option };
};
