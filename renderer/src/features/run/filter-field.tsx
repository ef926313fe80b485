import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { visibleText } from '../../lib/text.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { type FilterChoice, matching } from './filter-choices.ts';

interface FilterFieldProps extends Omit<AutocompleteProps, 'data' | 'filter' | 'renderOption'> {
  readonly choices: readonly FilterChoice[];
}

/** A filter by its id, chosen by its title; any other id can be typed, since `config` may name more than it did last. */
export function FilterField({ choices, ...props }: FilterFieldProps) {
  const titles = new Map(choices.map(({ id, title }) => [id, title]));
  const title = titles.get(props.value ?? '');
  return (
    <Autocomplete
      {...props}
      description={choices.length === 0 ? texts.filtersUnknown : title ? visibleText(title) : props.description}
      size="xs"
      limit={100}
      data={[...titles.keys()]}
      filter={({ search }) => matching(choices, search).map(({ id }) => ({ value: id, label: id }))}
      renderOption={({ option }) => (
        <span className="filter-choice">
          <span className="ellipsis">{visibleText(titles.get(option.value) || option.value)}</span>
          <span className="mono dim">{visibleText(option.value)}</span>
        </span>
      )}
      spellCheck={false}
      classNames={{ input: 'mono' }}
    />
  );
}
