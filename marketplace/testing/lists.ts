import { z } from 'zod';

const page = z.looseObject({
  data: z.array(
    z.looseObject({ id: z.string().optional(), version: z.string().optional(), name: z.string().optional() }),
  ),
  next_cursor: z.string().nullable(),
});

/** What the objects of a page are called: by id, version or name, whichever they have first. */
export const namesIn = (body: unknown): unknown[] =>
  page.parse(body).data.map((one) => one.id ?? one.version ?? one.name);

/** The cursor of the next page; empty where none follows. */
export const cursorIn = (body: unknown): string => page.parse(body).next_cursor ?? '';
