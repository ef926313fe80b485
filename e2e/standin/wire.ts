/** What the preload's world sends to the main process. Encoded values are text of the codec. */
export type FromPage =
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'port'; readonly id: number; readonly data: string }
  | { readonly kind: 'port-closed'; readonly id: number };

/** What the main process sends to the preload's world. */
export type ToPage =
  | { readonly kind: 'event'; readonly channel: string; readonly args: string; readonly ports: readonly number[] }
  | { readonly kind: 'answer'; readonly id: number; readonly value: string }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: string }
  | { readonly kind: 'port'; readonly id: number; readonly data: string }
  | { readonly kind: 'port-closed'; readonly id: number };

/** What crosses between the page's world and the preload's world, as text in a DOM event. */
export type AcrossBridge =
  | { readonly kind: 'expose'; readonly key: string; readonly api: string }
  | { readonly kind: 'call'; readonly fn: number; readonly args: string }
  | { readonly kind: 'return'; readonly value: string }
  | { readonly kind: 'throw'; readonly error: string }
  | { readonly kind: 'promise'; readonly id: number }
  | { readonly kind: 'resolve'; readonly id: number; readonly value: string }
  | { readonly kind: 'reject'; readonly id: number; readonly error: string }
  | { readonly kind: 'callback'; readonly fn: number; readonly args: string }
  | { readonly kind: 'port-opened'; readonly id: number }
  | { readonly kind: 'port'; readonly id: number; readonly data: string };
