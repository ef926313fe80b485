import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface FilterTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  onChange(text: string): void;
}

/** A filter that is typed; asked for with Enter, or when the keyboard leaves it, since half a word fits nothing. */
export function FilterText({ label, placeholder, value, onChange }: FilterTextProps) {
  const [text, setText] = useState(value);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim());
      }}
    >
      <TextInput
        aria-label={label}
        placeholder={placeholder}
        classNames={{ input: 'mono' }}
        w={160}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => onChange(text.trim())}
      />
    </form>
  );
}
