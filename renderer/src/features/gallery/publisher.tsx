import { Alert, Badge } from '@mantine/core';
import type { Publisher } from '../../../../shared/contract/gallery.ts';
import { IconAlertTriangle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { publisherTexts as texts } from '../../texts/gallery.ts';

/** Stands beside the name of a publisher that was verified by whoever runs the marketplace. */
export function VerifiedBadge({ publisherVerified }: Pick<Publisher, 'publisherVerified'>) {
  if (!publisherVerified) return null;
  return (
    <Badge color="green" className="badge-green" title={texts.verifiedHint}>
      {texts.verified}
    </Badge>
  );
}

/** Who publishes something: the name, its mark, and the id that nobody can choose. */
export function PublisherName({ publisher, publisherId, publisherVerified }: Publisher) {
  return (
    <>
      {visibleText(publisher ?? publisherId ?? texts.unknown)} <VerifiedBadge publisherVerified={publisherVerified} />
      {publisher === null || publisherId === null || publisher === publisherId ? null : (
        <span className="mono dim"> {visibleText(publisherId)}</span>
      )}
    </>
  );
}

/** Warns of a listing that may be taken for another one (A118). */
export function ResemblesNote({ resembles }: Pick<Publisher, 'resembles'>) {
  if (resembles === null) return null;
  return (
    <Alert
      className="listing-note"
      color="orange"
      icon={<IconAlertTriangle size={16} />}
      title={texts.resembles(visibleText(resembles))}
    >
      {texts.resemblesText}
    </Alert>
  );
}
