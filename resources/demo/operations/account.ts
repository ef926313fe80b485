import { z } from 'zod';
import { answer } from '../answer.ts';
import { operation } from '../operation.ts';
import { accountSchema, userSchema } from '../schemas/account.ts';

const getMe = operation(
  {
    method: 'get',
    path: '/me',
    operationId: 'getMe',
    tag: 'Account',
    summary: 'Who the key belongs to',
    description: 'A cheap call to check a key with.',
    success: { status: 200, description: 'The account of the key.', schema: accountSchema },
  },
  ({ store }) => answer(store.account),
);

const listUsers = operation(
  {
    method: 'get',
    path: '/users',
    operationId: 'listUsers',
    tag: 'Account',
    summary: 'List users',
    description: 'All users of the account in one answer; the list is not paginated.',
    success: { status: 200, description: 'Every user.', schema: z.array(userSchema) },
  },
  ({ store }) => answer(store.users),
);

export const accountOperations = [getMe, listUsers];
