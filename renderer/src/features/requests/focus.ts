import { createRef } from 'react';

/** The filter of the requests, while the panel is on view: commands bring the focus there. */
export const filterInput = createRef<HTMLInputElement>();
