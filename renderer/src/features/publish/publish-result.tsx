import { Alert, Button, Group, Stack } from '@mantine/core';
import type { Published } from '../../../../shared/contract/publish.ts';
import { IconCheck, IconInfoCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { closeDialog } from '../workbench/dialogs.ts';

/** What the marketplace answered. */
export function PublishResult({ published }: { readonly published: Published }) {
  const { created, listing, version, digest, status } = published;
  return (
    <Stack gap="md">
      <Alert
        color={created ? 'green' : 'blue'}
        icon={created ? <IconCheck size={16} /> : <IconInfoCircle size={16} />}
        title={created ? `Published version ${visibleText(version)}` : 'Already published, nothing changed'}
        role="status"
        className={created ? 'publish-created' : 'publish-same'}
      >
        {created
          ? 'The version is immutable from now on.'
          : `Version ${visibleText(version)} with this very content stood there already.`}
      </Alert>
      <dl className="publish-facts">
        <div>
          <dt>Listing</dt>
          <dd className="mono">{visibleText(listing)}</dd>
        </div>
        <div>
          <dt>Version</dt>
          <dd>{visibleText(version)}</dd>
        </div>
        <div>
          <dt>Status</dt>
          <dd>{status === 'live' ? 'live' : 'early access'}</dd>
        </div>
        <div>
          <dt>Digest</dt>
          <dd className="mono">{visibleText(digest)}</dd>
        </div>
      </dl>
      <Group justify="flex-end">
        <Button onClick={closeDialog} data-autofocus>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
