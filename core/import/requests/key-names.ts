import { phrase } from '../../infer/named.ts';

/** Headers that carry a key and nothing else, by their words without `x`. */
const KEY_HEADER =
  /^(?:[a-z\d]+ ){0,3}(?:api ?key|api token|api secret|auth ?token|auth ?key|access ?token|access key|app ?key|app ?id|app token|app secret|application key|application id|application token|client secret|client id|secret key|secret token|subscription key|private token|private key|session ?token|session id|user token|user key|authorization|auth|authentication|token|secret|apikey)$/;

/** Query parameters that carry a key whatever their value looks like. */
const KEY_QUERY =
  /^(?:api ?key|api token|api secret|access ?token|auth ?token|auth key|app ?key|app ?id|app token|app secret|application key|client secret|subscription key|private token|api username|user key|user token|sig|signature)$/;

/** Query parameters that carry a key only where their value is a variable that is called like one. */
const MAYBE_KEY = /^(?:key|token|auth|secret|k|apikey|session|sid)$/;

const SECRET_WORD = /(?:key|token|secret|auth|pass|credential)/i;

/** Names whose values are secrets wherever they stand in a body (A22). */
const SECRET_NAME =
  /^(?:[a-z\d]+ ){0,2}(?:password|passwd|passphrase|pwd|secret|client ?secret|access ?token|refresh ?token|id ?token|auth ?token|session ?token|csrf ?token|api ?key|api ?token|private ?key|secret ?key|access ?key|bearer|jwt|authorization|credentials?|otp|pin code|cvv|cvc)$/;

const bare = (name: string): string => phrase(name).replace(/^x /, '');

/** A token against forged requests is no credential: it comes with the page. */
const FORGERY = /\b(?:csrf|xsrf)\b/;

/** True for a header that proves who is asking. */
export const isKeyHeader = (name: string): boolean => KEY_HEADER.test(bare(name)) && !FORGERY.test(phrase(name));

/** True for a query parameter that proves who is asking; `value` is its text as written, variables included. */
export const isKeyQuery = (name: string, value: string): boolean =>
  KEY_QUERY.test(bare(name)) ||
  (MAYBE_KEY.test(bare(name)) && /^(?:\{\{.*\}\}|<.*>)$/.test(value.trim()) && SECRET_WORD.test(value));

/** True for a cookie that carries a session or a token. */
export const isKeyCookie = (name: string): boolean =>
  /(?:sess|sid$|auth|token|jwt)/i.test(name) && !FORGERY.test(phrase(name));

/** True for a property of a body whose value is a secret by its name. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(phrase(name)) || phrase(name) === 'token';
