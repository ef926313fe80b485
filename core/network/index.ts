export { type AddressClass, classifyAddress } from './address.ts';
export { createHttpClient } from './client.ts';
export { type CookieJar, createCookieJar } from './cookies.ts';
export type { CredentialPlaces } from './credentials.ts';
export { ignoredSentence, ignoredVariables } from './environment.ts';
export { createRoutedFetch } from './fetch.ts';
export { createMasker, MASK, type Masker } from './masker.ts';
export { type AllowedUrl, checkUrl, type EgressPolicy, matchesPattern } from './policy.ts';
export type { HttpProxy } from './proxy.ts';
export { ExchangeLog } from './record.ts';
export type {
  HttpClient,
  HttpClientOptions,
  HttpFailure,
  HttpReply,
  HttpRequest,
  HttpResponse,
  NetworkLimits,
  Recorder,
  Resolve,
  ResolvedAddress,
  Send,
} from './types.ts';
