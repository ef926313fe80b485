import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { FilterError } from '../../../../shared/run/filter.ts';
import { IconSearch } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { completed, completionsOf, knownValues } from './completion.ts';

interface FilterInputProps {
  readonly value: string;
  readonly errors: readonly FilterError[];
  /** Values of these are offered. */
  readonly exchanges: readonly Exchange[];
  readonly inputRef: Ref<HTMLInputElement>;
  onChange(value: string): void;
  /** Escape or the down arrow without a list: to the rows. */
  onLeave(): void;
}

const texts = requestsTexts.filter;

/** The text with what means nothing underlined where it stands: it lies over the input, which cannot do that. */
function Underlines({ value, errors, shift }: { value: string; errors: readonly FilterError[]; shift: number }) {
  let at = 0;
  return (
    <span className="filter-marks" aria-hidden>
      <span style={{ transform: `translateX(${-shift}px)` }}>
        {errors.map((error) => {
          const before = value.slice(at, error.at);
          at = error.end;
          return (
            <span key={error.at}>
              {before}
              <span className="filter-mark">{value.slice(error.at, error.end)}</span>
            </span>
          );
        })}
      </span>
    </span>
  );
}

/** The filter of the requests: what it means nothing by is said at its place, keys and values are offered. */
export function FilterInput({ value, errors, exchanges, inputRef, onChange, onLeave }: FilterInputProps) {
  const own = useRef<HTMLInputElement>(null);
  useImperativeHandle(inputRef, () => own.current as HTMLInputElement, []);
  const [cursor, setCursor] = useState(0);
  const [shift, setShift] = useState(0);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const isOpen = combobox.dropdownOpened;
  const known = useMemo(() => (isOpen ? knownValues(exchanges) : new Map()), [isOpen, exchanges]);
  const options = useMemo(() => completionsOf(value, cursor, known), [value, cursor, known]);

  const { closeDropdown } = combobox;
  const hasNone = isOpen && options.length === 0;
  // A list that is not there must not be pointed at.
  useEffect(() => {
    if (hasNone) closeDropdown();
  }, [hasNone, closeDropdown]);

  const take = (index: number) => {
    const option = options[index];
    if (option === undefined) return;
    const next = completed(value, option);
    onChange(next.text);
    setCursor(next.cursor);
    combobox.resetSelectedOption();
    if (!option.isKey) combobox.closeDropdown();
    // The input has the text a moment later.
    requestAnimationFrame(() => own.current?.setSelectionRange(next.cursor, next.cursor));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (isOpen && options.length > 0) combobox.closeDropdown();
      else if (value !== '') onChange('');
      else onLeave();
    } else if (event.key === 'ArrowDown' && !isOpen) onLeave();
    else if (event.key === ' ' && event.ctrlKey) combobox.openDropdown();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(option) => take(Number(option))}
      position="bottom-start"
      width={280}
      transitionProps={{ duration: 0 }}
    >
      <div className="filter-input">
        <Combobox.Target>
          <TextInput
            ref={own}
            aria-label={texts.label}
            aria-invalid={errors.length > 0}
            placeholder={texts.placeholder}
            spellCheck={false}
            leftSection={<IconSearch size={13} aria-hidden />}
            value={value}
            onChange={(event) => {
              onChange(event.currentTarget.value);
              setCursor(event.currentTarget.selectionStart ?? 0);
              // Over an empty filter the list would lie on the rows that have just come back.
              if (event.currentTarget.value === '') combobox.closeDropdown();
              else combobox.openDropdown();
            }}
            onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
            onScroll={(event) => setShift(event.currentTarget.scrollLeft)}
            onBlur={() => combobox.closeDropdown()}
            onKeyDown={onKeyDown}
          />
        </Combobox.Target>
        {errors.length > 0 ? <Underlines value={value} errors={errors} shift={shift} /> : null}
      </div>
      <Combobox.Dropdown hidden={options.length === 0}>
        <Combobox.Options aria-label={texts.suggestions} className="filter-options">
          {options.map((option, index) => (
            <Combobox.Option value={String(index)} key={option.text}>
              <span className="mono">{visibleText(option.text)}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
