import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { attempt } from '../../backend/session.ts';
import { logoTexts as texts } from '../../texts/overview.ts';
import './logo.css';
import { chooseLogo } from './logo-file.ts';
import { monogramOf } from './monogram.ts';

/** The logo of a connector as an image, which runs nothing; its monogram where it has none. A click changes it. */
export function Logo({ detail }: { readonly detail: ConnectorDetail }) {
  const { id, name, revision } = detail;
  const has = detail.files.some((file) => file.path === 'logo.svg');
  const [address, setAddress] = useState<string | undefined>();
  // The revision stands for what the file holds.
  const wanted = has ? `${id} ${revision}` : undefined;
  useEffect(() => {
    let live = true;
    const read = async () => {
      const [connector = ''] = wanted?.split(' ') ?? [];
      const file = await attempt((api) => api.connectors.readFile({ id: connector, path: 'logo.svg' }));
      // A connector from elsewhere may bring anything along: it is cleaned again before it is shown.
      const { logoAddress } = await import('./clean-logo.ts');
      if (live) setAddress(file.ok ? logoAddress(file.value.text) : undefined);
    };
    if (wanted === undefined) setAddress(undefined);
    else void read();
    return () => {
      live = false;
    };
  }, [wanted]);
  return (
    <Tooltip label={texts.change}>
      <button type="button" className="logo" aria-label={texts.change} onClick={() => chooseLogo(detail)}>
        {address === undefined ? (
          <span className="monogram" data-letters={monogramOf(name)} />
        ) : (
          <img src={address} alt={texts.alt(name)} width={40} height={40} draggable={false} />
        )}
      </button>
    </Tooltip>
  );
}
