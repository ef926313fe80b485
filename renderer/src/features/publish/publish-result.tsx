import { Alert, Button, Group, Stack } from '@mantine/core';
import type { Published } from '../../../../shared/contract/publish.ts';
import { IconCheck, IconInfoCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { publishTexts as texts } from '../../texts/publish.ts';
import { closeDialog } from '../workbench/dialogs.ts';

/** What the marketplace answered. */
export function PublishResult({ published }: { readonly published: Published }) {
  const { created, listing, version, digest, status } = published;
  return (
    <Stack gap="md">
      <Alert
        color={created ? 'green' : 'blue'}
        icon={created ? <IconCheck size={16} /> : <IconInfoCircle size={16} />}
        title={created ? texts.published(visibleText(version)) : texts.alreadyPublished}
        role="status"
        className={created ? 'publish-created' : 'publish-same'}
      >
        {created ? texts.immutable : texts.stoodThere(visibleText(version))}
      </Alert>
      <dl className="publish-facts">
        <div>
          <dt>{texts.listing}</dt>
          <dd className="mono">{visibleText(listing)}</dd>
        </div>
        <div>
          <dt>{texts.version}</dt>
          <dd>{visibleText(version)}</dd>
        </div>
        <div>
          <dt>{texts.status}</dt>
          <dd>{texts.statuses[status]}</dd>
        </div>
        <div>
          <dt>{texts.digest}</dt>
          <dd className="mono">{visibleText(digest)}</dd>
        </div>
      </dl>
      <Group justify="flex-end">
        <Button onClick={closeDialog} data-autofocus>
          {texts.done}
        </Button>
      </Group>
    </Stack>
  );
}
