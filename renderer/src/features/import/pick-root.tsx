import { Button, Group, Stack } from '@mantine/core';
import { IconFileText } from '../../icons.ts';
import { formatBytes } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { importTexts as texts } from '../../texts/import.ts';
import type { FileSet } from './file-set.ts';
import { chooseAgain, importRoot } from './store.ts';

/** Several of the files are descriptions by themselves: asks which one is meant. */
export function PickRoot({ files }: { readonly files: FileSet }) {
  return (
    <Stack gap="md">
      <p>{texts.pick(counted.descriptions(files.roots.length), counted.files(files.texts.size))}</p>
      <ul className="pick-list">
        {files.roots.map((root, index) => (
          <li key={root}>
            <Button
              variant="default"
              fullWidth
              justify="flex-start"
              leftSection={<IconFileText size={14} aria-hidden />}
              onClick={() => void importRoot(files, root)}
              data-autofocus={index === 0 || undefined}
            >
              <span className="mono">{visibleText(root)}</span>
              <span className="dim"> {formatBytes(files.texts.get(root)?.length ?? 0)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button variant="default" onClick={chooseAgain}>
          {texts.back}
        </Button>
      </Group>
    </Stack>
  );
}
