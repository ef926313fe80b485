import { Badge } from '@mantine/core';
import type { Pagination } from '../../../shared/connector/manifest.ts';

const names: Record<Pagination['kind'], string> = {
  page: 'page',
  offset: 'offset',
  cursor: 'cursor',
  nextUrl: 'next URL',
  linkHeader: 'Link header',
  none: 'none',
  unproven: 'unproven',
};

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
      {names[pagination.kind]}
    </Badge>
  );
}
