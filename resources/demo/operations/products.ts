import { z } from 'zod';
import { answer } from '../answer.ts';
import { operation } from '../operation.ts';
import { productSchema } from '../schemas/account.ts';

const listProducts = operation(
  {
    method: 'get',
    path: '/products',
    operationId: 'listProducts',
    tag: 'Products',
    summary: 'List products',
    description: 'Call the address in `links.next` until it is null.',
    query: z.object({
      start: z.coerce.number().int().min(0).default(0).meta({ description: 'Set by `links.next`; row to start with.' }),
      size: z.coerce.number().int().min(1).max(10).default(10).meta({ description: 'Rows per page.' }),
    }),
    success: {
      status: 200,
      description: 'One page of products.',
      schema: z
        .object({
          products: z.array(productSchema),
          links: z.object({
            next: z.url().nullable().meta({ description: 'Address of the next page; null on the last one.' }),
          }),
        })
        .meta({ id: 'ProductList', description: 'One page of products.' }),
    },
  },
  ({ store, query, url }) => {
    const start = query.start + query.size;
    const next = start < store.products.length ? url('/products', { start, size: query.size }) : null;
    return answer({ products: store.products.slice(query.start, start), links: { next } });
  },
);

export const productOperations = [listProducts];
