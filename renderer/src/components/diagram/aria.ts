import { diagramTexts as texts } from '../../texts/schema-diagram.ts';

/** The ARIA of a diagram: a list of options, since a <select> cannot be drawn as one. */

/** The sheet; the one stop for the Tab key. `active` is the id of the selected table's box. */
export const sheetAria = (active: string | undefined) =>
  ({
    role: 'listbox',
    tabIndex: 0,
    'aria-label': texts.label,
    'aria-description': texts.help,
    'aria-activedescendant': active,
  }) as const;

/** A table, named by its text; `place` counts from 1. Only those on view are in the document, hence the numbers. */
export const tableAria = (selected: boolean, place: number, count: number) =>
  ({
    role: 'option',
    'aria-selected': selected,
    'aria-posinset': place,
    'aria-setsize': count,
  }) as const;
