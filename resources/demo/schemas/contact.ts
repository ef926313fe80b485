import { z } from 'zod';

export const lifecycleStages = ['subscriber', 'lead', 'qualified', 'customer', 'former_customer'] as const;

const addressSchema = z
  .object({
    street: z.string(),
    city: z.string(),
    postal_code: z.string().nullable(),
    country: z.string().length(2).meta({ description: 'ISO 3166-1 alpha-2 code.' }),
  })
  .meta({ id: 'Address', description: 'A postal address.' });

export const contactSchema = z
  .object({
    id: z.int().meta({ description: 'Identifier of the contact.', examples: [42] }),
    first_name: z
      .string()
      .nullable()
      .meta({ examples: ['Priya'] }),
    last_name: z.string().meta({ examples: ['Lindqvist'] }),
    email: z.email().meta({ description: 'Unique among all contacts.' }),
    phone: z
      .string()
      .nullable()
      .meta({ examples: ['+1 212 555 0142'] }),
    job_title: z.string().nullable(),
    company_id: z.int().nullable().meta({ description: 'The company the contact works for.' }),
    owner_id: z.int().meta({ description: 'The user who looks after the contact.' }),
    lifecycle_stage: z.enum(lifecycleStages),
    tags: z.array(z.string()),
    address: addressSchema.nullable(),
    newsletter: z.boolean().meta({ description: 'True where the contact asked for the newsletter.' }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Contact', description: 'A person.' });
export type Contact = z.infer<typeof contactSchema>;

const writable = {
  first_name: z.string().max(100).nullable().optional(),
  last_name: z.string().min(1).max(100),
  email: z.email().max(200),
  phone: z.string().max(40).nullable().optional(),
  job_title: z.string().max(100).nullable().optional(),
  company_id: z.int().nullable().optional().meta({ description: 'A company that exists.' }),
  lifecycle_stage: z.enum(lifecycleStages).optional().meta({ description: 'A new contact is a lead unless said.' }),
  tags: z.array(z.string().max(50)).max(20).optional(),
  newsletter: z.boolean().optional(),
};

export const contactInputSchema = z.strictObject(writable).meta({
  id: 'ContactInput',
  description: 'A contact to be made.',
  examples: [{ first_name: 'Priya', last_name: 'Lindqvist', email: 'priya@mail.example', company_id: 17 }],
});

export const contactChangesSchema = z
  .strictObject(writable)
  .partial()
  .meta({ id: 'ContactChanges', description: 'What is to change; anything left out stays.' });
export type ContactChanges = z.infer<typeof contactChangesSchema>;
