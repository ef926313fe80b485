/** Texts of the history of runs, of comparisons and of series. */
export const runsTexts = {
  seriesNotStarted: 'Not started',
  seriesNotCancelled: 'Not cancelled',
} as const;
