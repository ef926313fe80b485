import { z } from 'zod';

export const userSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    email: z.email(),
    role: z.enum(['admin', 'manager', 'agent']),
    active: z.boolean(),
  })
  .meta({ id: 'User', description: 'A person of the account who works with the data.' });
export type User = z.infer<typeof userSchema>;

export const accountSchema = z
  .object({
    id: z.string(),
    name: z.string().meta({ description: 'Name of the account.', examples: ['Demo CRM'] }),
    plan: z.enum(['free', 'team', 'business']),
    time_zone: z.string(),
    user: userSchema,
  })
  .meta({ id: 'Account', description: 'The account that the key belongs to, and its first user.' });
export type Account = z.infer<typeof accountSchema>;

export const productSchema = z
  .object({
    id: z.int().meta({ description: 'Identifier of the product.' }),
    sku: z.string().meta({ description: 'Number in the price list.', examples: ['TEAM-PLAN-002'] }),
    name: z.string(),
    price: z.number().meta({ description: 'Price in euros, without tax.' }),
    unit: z.enum(['month', 'once', 'day']),
    active: z.boolean(),
    description: z.string().nullable(),
  })
  .meta({ id: 'Product', description: 'Something that is sold.' });
export type Product = z.infer<typeof productSchema>;
