import { z } from 'zod';

export const dealStages = ['new', 'qualified', 'proposal', 'negotiation', 'won', 'lost'] as const;

export const dealSchema = z
  .object({
    id: z.string().meta({ description: 'Identifier of the deal.', examples: ['dl_7h2k9q4m'] }),
    name: z.string(),
    stage: z.enum(dealStages),
    amount: z.number().meta({ description: 'Value in the currency of the deal.', examples: [12500.5] }),
    currency: z.enum(['EUR', 'GBP', 'USD']),
    probability: z.int().min(0).max(100).meta({ description: 'Chance to win, in percent.' }),
    company_id: z.int(),
    contact_id: z.int().nullable().meta({ description: 'The person to talk to, where there is one.' }),
    owner_id: z.int(),
    expected_close_on: z.iso.date().nullable(),
    closed_at: z.iso.datetime().nullable().meta({ description: 'When it was won or lost.' }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Deal', description: 'A sale under way, won or lost.' });
export type Deal = z.infer<typeof dealSchema>;

export const stageChangeSchema = z
  .strictObject({ stage: z.enum(dealStages) })
  .meta({ id: 'StageChange', description: 'The stage a deal moves to.' });
