import { demoApiLimits } from '../../../shared/limits.ts';
import { type Answer, answer, conflict, invalid, notFound } from '../answer.ts';
import { toMoment } from '../data/dates.ts';
import type { Store } from '../data/store.ts';
import { operation } from '../operation.ts';
import {
  type Contact,
  type ContactChanges,
  contactChangesSchema,
  contactInputSchema,
  contactSchema,
} from '../schemas/contact.ts';
import { contactParams } from './contacts.ts';

/** What the schema cannot tell: the company must exist and the e-mail address be free. Undefined where all is well. */
function refusal(store: Store, input: ContactChanges, own?: number): Answer | undefined {
  const { company_id: company, email } = input;
  if (typeof company === 'number' && !store.companies.some((row) => row.id === company)) {
    return invalid([{ field: 'company_id', message: `There is no company ${company}.` }]);
  }
  const taken = (contact: Contact): boolean =>
    contact.id !== own && contact.email.toLowerCase() === email?.toLowerCase();
  if (store.contacts.some(taken)) {
    const message = `Another contact has the address ${email}.`;
    return conflict(message, [{ field: 'email', message }]);
  }
  return undefined;
}

const createContact = operation(
  {
    method: 'post',
    path: '/contacts',
    operationId: 'createContact',
    tag: 'Contacts',
    summary: 'Create a contact',
    body: contactInputSchema,
    success: { status: 201, description: 'The new contact.', schema: contactSchema },
    errors: [409, 422],
  },
  ({ store, body }) => {
    // Everything is kept in memory.
    if (store.contacts.length >= demoApiLimits.contacts) {
      const message = `The demo keeps at most ${demoApiLimits.contacts} contacts; delete some first.`;
      return invalid([{ field: '', message }]);
    }
    const refused = refusal(store, body);
    if (refused) return refused;
    const now = toMoment(new Date());
    const contact: Contact = {
      id: store.nextContactId(),
      first_name: body.first_name ?? null,
      last_name: body.last_name,
      email: body.email,
      phone: body.phone ?? null,
      job_title: body.job_title ?? null,
      company_id: body.company_id ?? null,
      owner_id: store.account.user.id,
      lifecycle_stage: body.lifecycle_stage ?? 'lead',
      tags: body.tags ?? [],
      address: null,
      newsletter: body.newsletter ?? false,
      created_at: now,
      updated_at: now,
    };
    store.contacts.push(contact);
    return { status: 201, body: contact };
  },
);

const updateContact = operation(
  {
    method: 'patch',
    path: '/contacts/{contactId}',
    operationId: 'updateContact',
    tag: 'Contacts',
    summary: 'Change a contact',
    params: contactParams,
    body: contactChangesSchema,
    success: { status: 200, description: 'The contact as it is now.', schema: contactSchema },
    errors: [404, 409, 422],
  },
  ({ store, params, body }) => {
    const index = store.contacts.findIndex((row) => row.id === params.contactId);
    const contact = store.contacts[index];
    if (contact === undefined) return notFound('contact', params.contactId);
    const refused = refusal(store, body, contact.id);
    if (refused) return refused;
    const given = Object.entries(body).filter(([, value]) => value !== undefined);
    const changed: Contact = { ...contact, ...Object.fromEntries(given), updated_at: toMoment(new Date()) };
    store.contacts[index] = changed;
    return answer(changed);
  },
);

const deleteContact = operation(
  {
    method: 'delete',
    path: '/contacts/{contactId}',
    operationId: 'deleteContact',
    tag: 'Contacts',
    summary: 'Delete a contact and its notes',
    params: contactParams,
    success: { status: 204, description: 'The contact is gone.' },
    errors: [404],
  },
  ({ store, params }) => {
    const index = store.contacts.findIndex((row) => row.id === params.contactId);
    if (index < 0) return notFound('contact', params.contactId);
    store.contacts.splice(index, 1);
    for (let note = store.notes.length - 1; note >= 0; note--) {
      if (store.notes[note]?.contact_id === params.contactId) store.notes.splice(note, 1);
    }
    return { status: 204 };
  },
);

export const contactWriteOperations = [createContact, updateContact, deleteContact];
