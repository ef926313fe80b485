/** What is said where the line to the host, or the host itself, fails. */
export const backendTexts = {
  lost: 'The connection to the studio host was lost before it answered. Nothing typed is lost: try again once it is back.',
  malformed: 'The studio host refused the input as malformed. Check the fields and try again.',
  failed: (message: string) => `The studio host failed (${message}). Its log says more; try again.`,
  unexplained: 'Something failed without saying why. Try again.',
  noPort: (seconds: number) => `The desktop shell gave no line to its backend within ${seconds} s.`,
  refused: 'The studio host does not take this page any more.',
  noAnswer: 'The studio host does not answer.',
} as const;
