import { z } from 'zod';

export const industries = [
  'agriculture',
  'construction',
  'education',
  'energy',
  'finance',
  'healthcare',
  'logistics',
  'manufacturing',
  'media',
  'retail',
  'software',
] as const;

export const companySchema = z
  .object({
    id: z.int().meta({ description: 'Identifier of the company.', examples: [17] }),
    name: z.string().meta({ examples: ['Kestrel Logistics'] }),
    domain: z.string().meta({ examples: ['kestrel-logistics.example'] }),
    website: z.url(),
    industry: z.enum(industries),
    employees: z.int().min(1).nullable().meta({ description: 'Number of employees, where known.' }),
    annual_revenue: z.number().nullable().meta({ description: 'Revenue of the last year in euros, where known.' }),
    city: z.string(),
    country: z
      .string()
      .length(2)
      .meta({ description: 'ISO 3166-1 alpha-2 code.', examples: ['GB'] }),
    owner_id: z.int().meta({ description: 'The user who looks after the company.' }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Company', description: 'A firm that buys, or may buy.' });
export type Company = z.infer<typeof companySchema>;
