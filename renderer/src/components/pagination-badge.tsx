import { Badge } from '@mantine/core';
import type { Pagination } from '../../../shared/connector/manifest.ts';
import { kitTexts } from '../texts/kit.ts';

const colours: Record<Pagination['kind'], string> = {
  page: 'blue',
  offset: 'blue',
  cursor: 'violet',
  nextUrl: 'teal',
  linkHeader: 'teal',
  none: 'gray',
  unproven: 'orange',
};

/** The kind of a pagination; `unproven` stands out, since a wrong guess loses rows silently (promise 1). */
export function PaginationBadge({ pagination }: { readonly pagination: Pagination }) {
  return (
    <Badge color={colours[pagination.kind]} className={`badge-${colours[pagination.kind]}`}>
      {kitTexts.pagination[pagination.kind]}
    </Badge>
  );
}
