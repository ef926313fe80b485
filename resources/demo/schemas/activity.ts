import { z } from 'zod';

export const activityKinds = ['call', 'email', 'meeting', 'task'] as const;

export const activitySchema = z
  .object({
    id: z.uuid(),
    type: z.enum(activityKinds),
    subject: z.string(),
    contact_id: z.int(),
    user_id: z.int().meta({ description: 'The user who did it.' }),
    duration_minutes: z.int().min(0).nullable().meta({ description: 'Length of a call or a meeting, in minutes.' }),
    completed: z.boolean(),
    occurred_at: z.iso.datetime(),
  })
  .meta({ id: 'Activity', description: 'A call, e-mail, meeting or task.' });
export type Activity = z.infer<typeof activitySchema>;

export const noteSchema = z
  .object({
    id: z.int(),
    contact_id: z.int(),
    author_id: z.int().meta({ description: 'The user who wrote it.' }),
    text: z.string(),
    pinned: z.boolean(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Note', description: 'A remark about a contact.' });
export type Note = z.infer<typeof noteSchema>;
