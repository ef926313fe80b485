/** Stands in the place of Monaco's own service for scripts, which it would set up by these names. */
export const setupTypeScript = (): void => {};
export const setupJavaScript = (): void => {};
