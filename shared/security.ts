/**
 * Monaco writes the lines it draws as markup, by policies of these names that only its own modules hold. A test reads the
 * list from its sources.
 */
export const monacoPolicies = [
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  'editorGhostText',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'stickyScrollViewLayer',
  'tokenizeToString',
] as const;

/**
 * Names under which a page may make markup or addresses of scripts: `default` is the studio's own, see
 * renderer/src/lib/trusted-types.ts; `dompurify` is made twice, by Monaco's copy and by the studio's.
 */
const trustedTypes = ['default', 'dompurify', ...monacoPolicies, "'allow-duplicates'"].join(' ');

/**
 * What pages of the studio may load: their own files and nothing else. Styles need 'unsafe-inline' because Monaco and
 * Mantine write `<style>` elements; there is no eval, no blob: worker and no foreign address. Text becomes markup or the
 * address of a script by a named policy only (A74).
 */
export const contentSecurityPolicy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${trustedTypes}`,
].join('; ');

/** Headers of everything that a host serves to the interface (A84, A89). */
export const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
