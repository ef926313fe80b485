import { z } from 'zod';
import { answer, notFound } from '../answer.ts';
import { operation } from '../operation.ts';
import { changedSince, pageMetaSchema, pageQuery, toPage, updatedSince } from '../paging.ts';
import { companySchema, industries } from '../schemas/company.ts';

const listCompanies = operation(
  {
    method: 'get',
    path: '/companies',
    operationId: 'listCompanies',
    tag: 'Companies',
    summary: 'List companies',
    description: 'Ordered by id. Pages are numbered: ask for `meta.total_pages` of them.',
    query: z.object({
      ...pageQuery,
      industry: z.enum(industries).optional().meta({ description: 'Only companies of this industry.' }),
      updated_since: updatedSince,
    }),
    success: {
      status: 200,
      description: 'One page of companies.',
      schema: z
        .object({ data: z.array(companySchema), meta: pageMetaSchema })
        .meta({ id: 'CompanyPage', description: 'One page of companies.' }),
    },
  },
  ({ store, query }) => {
    const rows = store.companies
      .filter((row) => changedSince(row, query.updated_since))
      .filter((row) => query.industry === undefined || row.industry === query.industry);
    return answer(toPage(rows, query));
  },
);

const getCompany = operation(
  {
    method: 'get',
    path: '/companies/{companyId}',
    operationId: 'getCompany',
    tag: 'Companies',
    summary: 'Get a company',
    params: z.object({ companyId: z.coerce.number().int().min(1).meta({ description: 'Id of the company.' }) }),
    success: { status: 200, description: 'The company.', schema: companySchema },
    errors: [404],
  },
  ({ store, params }) => {
    const company = store.companies.find((row) => row.id === params.companyId);
    return company ? answer(company) : notFound('company', params.companyId);
  },
);

export const companyOperations = [listCompanies, getCompany];
