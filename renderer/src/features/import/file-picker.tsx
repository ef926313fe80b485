import { Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { importTexts as texts } from '../../texts/import.ts';
import type { NamedFile } from './file-set.ts';
import { importFiles } from './store.ts';

function taken(input: HTMLInputElement): readonly NamedFile[] {
  const files = [...(input.files ?? [])].map(
    (file): NamedFile => ({ path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file }),
  );
  // So that the same file can be chosen again.
  input.value = '';
  return files;
}

/** Buttons that open the system's dialogs for files and for a folder. */
export function FilePicker() {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  // React knows no such attribute; every browser of the studio does.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  const onChange = (input: HTMLInputElement) => {
    const given = taken(input);
    if (given.length > 0) void importFiles(given);
  };
  return (
    <Group gap="sm">
      <Button onClick={() => files.current?.click()} data-autofocus>
        {texts.chooseFiles}
      </Button>
      <Button variant="default" onClick={() => folder.current?.click()}>
        {texts.chooseFolder}
      </Button>
      <input
        ref={files}
        type="file"
        multiple
        aria-label={texts.descriptionFile}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => onChange(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        aria-label={texts.descriptionFolder}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => onChange(event.currentTarget)}
      />
    </Group>
  );
}
