import { ActionIcon, Select, TextInput, Tooltip } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { IconAbc, IconChevronRight, IconLetterCase, IconRegex } from '../../icons.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { searchTexts as texts } from '../../texts/search.ts';
import { useConnectors } from '../connectors/store.ts';
import { changeSearch, type SearchForm, startSearch, useSearch } from './store.ts';

interface OptionProps {
  readonly name: 'matchCase' | 'wholeWord' | 'regex';
  readonly children: ReactNode;
}

function Option({ name, children }: OptionProps) {
  const on = useSearch((state) => state.form[name]);
  return (
    <Tooltip label={texts[name]}>
      <ActionIcon
        size="xs"
        className="search-option"
        aria-label={texts[name]}
        aria-pressed={on}
        onClick={() => changeSearch({ [name]: !on })}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface FieldProps {
  readonly name: 'replacement' | 'include' | 'exclude';
  readonly placeholder?: string;
}

function Field({ name, placeholder }: FieldProps) {
  const value = useSearch((state) => state.form[name]);
  return (
    <TextInput
      aria-label={texts[name]}
      placeholder={placeholder ?? texts[name]}
      value={value}
      onChange={(event) => changeSearch({ [name]: event.currentTarget.value } satisfies Partial<SearchForm>)}
    />
  );
}

/** The text, how it is meant, and where it is looked for. Enter searches at once. */
export function SearchFields() {
  const form = useSearch((state) => state.form);
  const focus = useSearch((state) => state.focus);
  const connectors = useConnectors((state) => loadedValue(state.list));
  const [more, setMore] = useState(form.include !== '' || form.exclude !== '');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [focus]);
  const shown = more || form.include !== '' || form.exclude !== '';
  return (
    <form
      className="search-fields"
      onSubmit={(event) => {
        event.preventDefault();
        void startSearch();
      }}
    >
      <div className="search-line">
        <Tooltip label={texts.showReplace}>
          <ActionIcon
            size="xs"
            className="search-fold"
            aria-label={texts.showReplace}
            aria-expanded={form.replacing}
            onClick={() => changeSearch({ replacing: !form.replacing })}
          >
            <IconChevronRight size={13} />
          </ActionIcon>
        </Tooltip>
        <TextInput
          ref={input}
          className="grow"
          aria-label={texts.field}
          placeholder={texts.fieldHint}
          value={form.text}
          onChange={(event) => changeSearch({ text: event.currentTarget.value })}
          rightSectionWidth={66}
          rightSection={
            <span className="search-options">
              <Option name="matchCase">
                <IconLetterCase size={14} />
              </Option>
              <Option name="wholeWord">
                <IconAbc size={14} />
              </Option>
              <Option name="regex">
                <IconRegex size={13} />
              </Option>
            </span>
          }
        />
      </div>
      {form.replacing ? <Field name="replacement" /> : null}
      <div className="search-line">
        <Select
          className="grow"
          aria-label={texts.connector}
          data={[
            { value: '', label: texts.everywhere },
            ...(connectors ?? []).map(({ id }) => ({ value: id, label: id })),
          ]}
          value={form.connector ?? ''}
          onChange={(value) => changeSearch({ connector: value === null || value === '' ? null : value })}
        />
        <button
          type="button"
          className="search-more"
          aria-expanded={shown}
          onClick={() => {
            setMore(!shown);
            if (shown) changeSearch({ include: '', exclude: '' });
          }}
        >
          {texts.more}
        </button>
      </div>
      {shown ? (
        <>
          <Field name="include" placeholder={texts.includeHint} />
          <Field name="exclude" placeholder={texts.excludeHint} />
        </>
      ) : null}
    </form>
  );
}
