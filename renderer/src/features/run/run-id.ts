/** An id for a run that is about to be asked for: it is found again by it where the answer gets lost. */
export function newRunId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `run_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
