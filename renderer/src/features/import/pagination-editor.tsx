import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Pagination } from '../../../../shared/connector/manifest.ts';
import { importTexts as texts } from '../../texts/import.ts';
import type { EntityRow } from './entity-rows.ts';
import {
  type PaginationPart,
  paginationKinds,
  paginationProblem,
  partsOf,
  partText,
  withKind,
  withPart,
} from './pagination.ts';
import { setValue } from './review-store.ts';

const labels: Readonly<Record<PaginationPart, string>> = texts.paging.parts;
const examples: Partial<Record<PaginationPart, string>> = texts.paging.examples;

function paramNames({ found }: EntityRow): string[] {
  const known = found.params.filter((one) => one.in === 'query').map((one) => one.name);
  const paging = Object.values(found.pagination.params ?? {}).filter((name) => name !== undefined);
  return [...new Set([...paging, ...known])];
}

/** How the list is paged: the kind, and the parameters and places that it is told by. */
export function PaginationEditor({ row }: { readonly row: EntityRow }) {
  // Numbers are kept as they are typed: half a number is none yet.
  const [typed, setTyped] = useState<ReadonlyMap<PaginationPart, string>>(new Map());
  const { pagination } = row.shown;
  const names = paramNames(row);
  const take = (next: Pagination): void => {
    const isFound = JSON.stringify(next) === JSON.stringify(row.found.pagination);
    setValue(row.found.name, 'pagination', isFound ? undefined : next);
  };
  const setPart = (part: PaginationPart, text: string): void => {
    setTyped(new Map(typed).set(part, text));
    take(withPart(pagination, part, text));
  };
  const setKind = (value: string | null): void => {
    const kind = paginationKinds.find((one) => one.value === value)?.value;
    if (kind === undefined || kind === pagination.kind) return;
    setTyped(new Map());
    take(kind === row.found.pagination.kind ? row.found.pagination : withKind(pagination, kind));
  };
  const problem = paginationProblem(pagination);
  return (
    <>
      <Select label={texts.pagination} data={paginationKinds} value={pagination.kind} onChange={setKind} />
      <div className="pagination-parts">
        {partsOf(pagination.kind).map((part) => {
          const value = typed.get(part) ?? partText(pagination, part);
          const shared = { label: labels[part], size: 'xs', spellCheck: false, classNames: { input: 'mono' } } as const;
          return part === 'page' || part === 'offset' || part === 'cursor' || part === 'size' ? (
            <Autocomplete key={part} {...shared} data={names} value={value} onChange={(text) => setPart(part, text)} />
          ) : (
            <TextInput
              key={part}
              {...shared}
              value={value}
              placeholder={examples[part]}
              onChange={(event) => setPart(part, event.currentTarget.value)}
            />
          );
        })}
      </div>
      {pagination.kind === 'unproven' ? <p className="dim">{texts.unprovenHint}</p> : null}
      {problem === undefined ? null : (
        <p role="alert" className="tone-error">
          {texts.toGoOn(problem)}
        </p>
      )}
    </>
  );
}
