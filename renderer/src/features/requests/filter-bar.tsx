import { Badge, Button, Chip, Tooltip } from '@mantine/core';
import type { Ref } from 'react';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { Filter } from '../../../../shared/run/filter.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { cancelBodySearch, useBodyHits } from './body-hits.ts';
import { hasTerm, withTerm } from './completion.ts';
import { FilterInput } from './filter-input.tsx';
import type { Totals } from './request-list.ts';
import { useRequests } from './store.ts';

interface FilterBarProps {
  readonly filter: Filter;
  readonly exchanges: readonly Exchange[];
  readonly totals: Totals;
  /** Rows that are on view. */
  readonly shown: number;
  readonly isLive: boolean;
  readonly inputRef: Ref<HTMLInputElement>;
  onLeave(): void;
}

const texts = requestsTexts.filter;

/** How far the search in bodies is. */
function BodySearch({ filter }: { readonly filter: Filter }) {
  const { isRunning, isPartial, hits, failure } = useBodyHits();
  if (filter.bodies.length === 0) return null;
  if (isRunning)
    return (
      <>
        <span role="status">{texts.searching}</span>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={cancelBodySearch}>
          {texts.cancel}
        </Button>
      </>
    );
  if (failure) return <span className="tone-error">{visibleText(failure.message)}</span>;
  const found = filter.bodies.flatMap((text) => hits.get(text)?.size ?? []);
  return found.length === 0 ? null : (
    <Tooltip label={texts.partial} disabled={!isPartial}>
      <span>
        {texts.hits(found.map(formatCount).join(', '))}
        {isPartial ? '*' : ''}
      </span>
    </Tooltip>
  );
}

function Chips({ value }: { readonly value: string }) {
  return (
    <fieldset className="filter-chips" aria-label={texts.chips}>
      {Object.entries(requestsTexts.chips).map(([term, title]) => (
        <Chip
          key={term}
          size="xs"
          checked={hasTerm(value, term)}
          onChange={() => useRequests.setState({ filter: withTerm(value, term) })}
        >
          {title}
        </Chip>
      ))}
    </fieldset>
  );
}

/** Filter, quick filters and totals above the list. */
export function FilterBar({ filter, exchanges, totals, shown, isLive, inputRef, onLeave }: FilterBarProps) {
  const value = useRequests((state) => state.filter);
  const count = counted.requests(totals.count);
  const [error] = filter.errors;
  return (
    <>
      <div className="request-bar">
        <FilterInput
          {...{ value, exchanges, inputRef, onLeave }}
          errors={filter.errors}
          onChange={(text) => useRequests.setState({ filter: text })}
        />
        <Chips value={value} />
        <span className="grow" />
        <BodySearch filter={filter} />
        <span className="request-totals">
          {[
            value === '' ? count : requestsTexts.count(formatCount(shown), count),
            formatBytes(totals.responseBytes),
          ].join(' · ')}
        </span>
        {totals.failed > 0 ? (
          <Badge color="red" className="badge-red">
            {requestsTexts.failed(formatCount(totals.failed))}
          </Badge>
        ) : null}
        {isLive ? (
          <Badge color="blue" className="badge-blue">
            {requestsTexts.live}
          </Badge>
        ) : null}
      </div>
      {error ? (
        <p className="filter-error" role="alert">
          {texts.column(error.at + 1, visibleText(error.message))}
        </p>
      ) : null}
    </>
  );
}
