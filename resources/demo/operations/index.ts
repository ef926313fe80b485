import type { Operation } from '../operation.ts';
import { accountOperations } from './account.ts';
import { activityOperations } from './activities.ts';
import { companyOperations } from './companies.ts';
import { contactWriteOperations } from './contact-writes.ts';
import { contactOperations } from './contacts.ts';
import { dealOperations } from './deals.ts';
import { productOperations } from './products.ts';
import { createReportOperations } from './reports.ts';

/** Everything one demo server does; some operations count their calls, so each server has its own. */
export const createOperations = (): readonly Operation[] => [
  ...accountOperations,
  ...companyOperations,
  ...contactOperations,
  ...contactWriteOperations,
  ...dealOperations,
  ...activityOperations,
  ...productOperations,
  ...createReportOperations(),
];
