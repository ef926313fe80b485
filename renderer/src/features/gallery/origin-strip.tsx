import { Button } from '@mantine/core';
import { attempt } from '../../backend/session.ts';
import { IconBuildingStore } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { updateTexts as texts } from '../../texts/gallery.ts';
import { showTab } from '../editor/store.ts';
import './gallery.css';

/** Where a connector of the workspace was copied from, and the way to a newer version; nothing for one that was made here. */
export function OriginStrip({ connector }: { readonly connector: string }) {
  const [origin] = useLoaded(connector, () => attempt((api) => api.gallery.origin({ connector })));
  if (origin.kind !== 'ready' || origin.value === null) return null;
  const { listing, version, marketplace } = origin.value;
  return (
    <div className="origin-strip">
      <IconBuildingStore size={14} aria-hidden />
      <span className="grow">{visibleText(texts.from(listing, version, marketplace))}</span>
      <Button variant="default" size="compact-sm" onClick={() => showTab({ kind: 'update', connector })}>
        {texts.look}
      </Button>
    </div>
  );
}
