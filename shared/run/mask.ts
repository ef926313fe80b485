/** What stands where a secret stood; legal in URLs, headers and JSON strings. */
export const MASK = '***';
