/** What the code editor says. */
export const editorTexts = {
  loading: 'Loading the editor…',
  opening: (path: string) => `Opening ${path}…`,
  label: (path: string) => `Editor ${path}`,
  area: 'Editor',
  overview: 'Overview',
  readOnly: (size: string) => `read-only, ${size}`,
  organizeImports: 'Organise the imports',
} as const;
