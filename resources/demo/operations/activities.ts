import { z } from 'zod';
import { answer } from '../answer.ts';
import { operation } from '../operation.ts';
import { linkHeader, linkHeaders, pageQuery, toPage } from '../paging.ts';
import { activityKinds, activitySchema } from '../schemas/activity.ts';

const listActivities = operation(
  {
    method: 'get',
    path: '/activities',
    operationId: 'listActivities',
    tag: 'Activities',
    summary: 'List activities',
    description: 'A bare array. Follow the address with `rel="next"` in the Link header until there is none.',
    query: z.object({
      ...pageQuery,
      type: z.enum(activityKinds).optional().meta({ description: 'Only activities of this type.' }),
    }),
    success: {
      status: 200,
      description: 'One page of activities.',
      schema: z.array(activitySchema),
      headers: linkHeaders,
    },
  },
  ({ store, query, url }) => {
    const rows = store.activities.filter((row) => query.type === undefined || row.type === query.type);
    const { data, meta } = toPage(rows, query);
    const filter = query.type === undefined ? {} : { type: query.type };
    const link = linkHeader({ page: meta.page, last: meta.total_pages }, (page) =>
      url('/activities', { ...filter, page, per_page: query.per_page }),
    );
    return answer(data, { link, 'x-total-count': String(meta.total) });
  },
);

export const activityOperations = [listActivities];
