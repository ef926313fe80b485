import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { useRef } from 'react';
import type { Failure } from '../../../../shared/result.ts';
import { IconAlertCircle, IconFileImport } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { importFile, importText, useImport } from './store.ts';

/** Where the description comes from: a file, or pasted text. */
export function ChooseSource({ failure }: { readonly failure: Failure | null }) {
  const input = useRef<HTMLInputElement>(null);
  const pasted = useImport((state) => state.pasted);
  return (
    <Stack gap="md">
      {failure === null ? null : (
        <Alert
          color="red"
          icon={<IconAlertCircle size={16} />}
          role="alert"
          title="Not imported"
          className="import-failure"
        >
          {visibleText(failure.message)}
        </Alert>
      )}
      <div className="import-drop">
        <IconFileImport size={30} stroke={1.3} aria-hidden />
        <p>Drop a file here, or</p>
        <Button onClick={() => input.current?.click()} data-autofocus>
          Choose a file…
        </Button>
        <p className="dim">OpenAPI 3.0 or 3.1, JSON or YAML</p>
        <input
          ref={input}
          type="file"
          aria-label="Description file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) void importFile(file);
          }}
        />
      </div>
      <Textarea
        label="Or paste the text"
        placeholder={'openapi: 3.1.0\n…'}
        minRows={6}
        maxRows={12}
        autosize
        spellCheck={false}
        value={pasted}
        onChange={(event) => useImport.setState({ pasted: event.currentTarget.value })}
        classNames={{ input: 'mono' }}
      />
      <Group justify="space-between">
        <span className="dim">Nothing is fetched and nothing is run: the text is only read.</span>
        <Button variant="default" disabled={pasted.trim() === ''} onClick={() => void importText(pasted)}>
          Read the text
        </Button>
      </Group>
    </Stack>
  );
}
