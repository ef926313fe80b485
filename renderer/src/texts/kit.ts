/** What the generic components say. */
export const kitTexts = {
  grid: {
    columns: 'Columns',
    columnMenu: 'Columns of the table',
    rowMenu: 'Actions of the row',
    reset: 'Reset columns and order',
    sortHelp: 'Enter sorts; Shift with the left and right arrow changes the width; Shift+F10 chooses the columns.',
    resizeHelp: 'Shift with the left and right arrow changes the width; Shift+F10 chooses the columns.',
  },
} as const;
