import { z } from 'zod';
import { answer, notFound } from '../answer.ts';
import { operation } from '../operation.ts';
import { changedSince, offsetQuery, pageMetaSchema, pageQuery, toPage, updatedSince } from '../paging.ts';
import { noteSchema } from '../schemas/activity.ts';
import { contactSchema, lifecycleStages } from '../schemas/contact.ts';

export const contactParams = z.object({
  contactId: z.coerce.number().int().min(1).meta({ description: 'Id of the contact.' }),
});

const listContacts = operation(
  {
    method: 'get',
    path: '/contacts',
    operationId: 'listContacts',
    tag: 'Contacts',
    summary: 'List contacts',
    description: 'Ordered by id. Raise `offset` by `limit` until `total` is reached.',
    query: z.object({
      ...offsetQuery,
      company_id: z.coerce.number().int().min(1).optional().meta({ description: 'Only contacts of this company.' }),
      lifecycle_stage: z.enum(lifecycleStages).optional().meta({ description: 'Only contacts of this stage.' }),
      updated_since: updatedSince,
    }),
    success: {
      status: 200,
      description: 'Contacts from the offset on.',
      schema: z
        .object({ items: z.array(contactSchema), total: z.int().meta({ description: 'Contacts in all.' }) })
        .meta({ id: 'ContactList', description: 'Contacts from the offset on.' }),
    },
  },
  ({ store, query }) => {
    const rows = store.contacts
      .filter((row) => changedSince(row, query.updated_since))
      .filter((row) => query.company_id === undefined || row.company_id === query.company_id)
      .filter((row) => query.lifecycle_stage === undefined || row.lifecycle_stage === query.lifecycle_stage);
    return answer({ items: rows.slice(query.offset, query.offset + query.limit), total: rows.length });
  },
);

const getContact = operation(
  {
    method: 'get',
    path: '/contacts/{contactId}',
    operationId: 'getContact',
    tag: 'Contacts',
    summary: 'Get a contact',
    params: contactParams,
    success: { status: 200, description: 'The contact.', schema: contactSchema },
    errors: [404],
  },
  ({ store, params }) => {
    const contact = store.contacts.find((row) => row.id === params.contactId);
    return contact ? answer(contact) : notFound('contact', params.contactId);
  },
);

const listContactNotes = operation(
  {
    method: 'get',
    path: '/contacts/{contactId}/notes',
    operationId: 'listContactNotes',
    tag: 'Contacts',
    summary: 'List the notes of a contact',
    description: 'Ordered by id. Pages are numbered.',
    params: contactParams,
    query: z.object({
      ...pageQuery,
      per_page: z.coerce.number().int().min(1).max(50).default(10).meta({ description: 'Rows per page.' }),
    }),
    success: {
      status: 200,
      description: 'One page of notes.',
      schema: z
        .object({ data: z.array(noteSchema), meta: pageMetaSchema })
        .meta({ id: 'NotePage', description: 'One page of notes.' }),
    },
    errors: [404],
  },
  ({ store, params, query }) => {
    if (!store.contacts.some((row) => row.id === params.contactId)) return notFound('contact', params.contactId);
    return answer(
      toPage(
        store.notes.filter((note) => note.contact_id === params.contactId),
        query,
      ),
    );
  },
);

export const contactOperations = [listContacts, getContact, listContactNotes];
