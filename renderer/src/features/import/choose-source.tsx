import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import type { Location } from '../../../../shared/import/location.ts';
import type { Failure } from '../../../../shared/result.ts';
import { IconAlertCircle, IconFileImport } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { tryDemo, useDemo } from './demo.ts';
import { importTransfer } from './drop-target.tsx';
import { FilePicker } from './file-picker.tsx';
import { KeptImport } from './kept.tsx';
import { addressIn } from './source.ts';
import { SourceExcerpt } from './source-excerpt.tsx';
import { importAddress, importText, useImport } from './store.ts';

interface ChooseSourceProps {
  readonly failure: Failure | null;
  readonly place: Location | null;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/** Ctrl+V anywhere in the dialog but in a field imports what is in the clipboard. */
function usePaste(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.clipboardData === null || isField(event.target)) return;
      event.preventDefault();
      void importTransfer(event.clipboardData);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
}

function FailureNote({ failure, place }: { readonly failure: Failure; readonly place: Location | null }) {
  return (
    <Alert
      color="red"
      icon={<IconAlertCircle size={16} />}
      role="alert"
      title={texts.notImported}
      className="import-failure"
    >
      <p>{visibleText(failure.message)}</p>
      {place ? <SourceExcerpt place={place} label={texts.lineOf(place.line, place.file)} /> : null}
    </Alert>
  );
}

function TryDemo() {
  const starting = useDemo((state) => state.starting);
  return (
    <div className="import-kept">
      <span className="grow">
        <strong>{texts.demo.lead}</strong> <span className="dim">{texts.demo.about}</span>
      </span>
      <Button variant="default" size="compact-sm" loading={starting} onClick={() => void tryDemo()}>
        {texts.demo.try}
      </Button>
    </div>
  );
}

/** Where the description comes from: files, a folder, an address that the user types, or pasted text. */
export function ChooseSource({ failure, place }: ChooseSourceProps) {
  const { pasted, address } = useImport();
  usePaste();
  const isAddress = addressIn(address) !== undefined;
  const isPastedAddress = addressIn(pasted) !== undefined;
  return (
    <Stack gap="md">
      <KeptImport />
      {failure === null ? null : <FailureNote failure={failure} place={place} />}
      <div className="import-drop">
        <IconFileImport size={28} stroke={1.3} aria-hidden />
        <p>
          {texts.dropOr} <kbd>{texts.pasteKeys}</kbd>
          {texts.or}
        </p>
        <FilePicker />
        <p className="dim">{texts.formats}</p>
      </div>
      <TryDemo />
      <form
        className="import-address"
        onSubmit={(event) => {
          event.preventDefault();
          if (isAddress) void importAddress();
        }}
      >
        <TextInput
          label={texts.orFetchAddress}
          placeholder={texts.addressExample}
          className="grow"
          value={address}
          spellCheck={false}
          onChange={(event) => useImport.setState({ address: event.currentTarget.value })}
        />
        <Button type="submit" variant={isAddress ? 'filled' : 'default'} disabled={!isAddress}>
          {texts.fetch}
        </Button>
      </form>
      <Textarea
        label={texts.orPasteText}
        placeholder={texts.pasteExample}
        minRows={5}
        maxRows={12}
        autosize
        spellCheck={false}
        value={pasted}
        onChange={(event) => useImport.setState({ pasted: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && pasted.trim() !== '')
            void importText(pasted);
        }}
        classNames={{ input: 'mono' }}
      />
      <Group justify="space-between">
        <span className="dim">{texts.promise}</span>
        <Button variant="default" disabled={pasted.trim() === ''} onClick={() => void importText(pasted)}>
          {isPastedAddress ? texts.useAsAddress : texts.readText}
        </Button>
      </Group>
    </Stack>
  );
}
