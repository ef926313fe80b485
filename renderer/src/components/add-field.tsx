import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';

interface AddFieldProps {
  readonly label: string;
  readonly example: string;
  readonly button: string;
  /** What is wrong with the list as it stands. */
  readonly error?: string | undefined;
  /** Takes what was typed, or says what is wrong with it. */
  onAdd(text: string): string | undefined;
}

/** A field for the next one of a list, with its button; Enter adds too. */
export function AddField({ label, example, button, error, onAdd }: AddFieldProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = () => {
    if (text.trim() === '') return;
    const found = onAdd(text.trim());
    setProblem(found);
    if (found === undefined) setText('');
  };
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <TextInput
        className="grow"
        classNames={{ input: 'mono' }}
        aria-label={label}
        placeholder={example}
        value={text}
        error={problem ?? error}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      <Button variant="default" onClick={add}>
        {button}
      </Button>
    </Group>
  );
}
