import { useEffect, useState } from 'react';
import { attempt } from '../../backend/session.ts';
import type { Preview } from './publish-preview.tsx';

interface Measured {
  readonly marketplace: string;
  readonly digest: string;
  readonly preview: Preview;
}

/**
 * The preview measured against what is published at a marketplace, once that has answered; the plain one until then, and
 * where no known marketplace is named: an address that is still being typed is not asked.
 */
export function useMeasuredPreview(connector: string, plain: Preview, marketplace: string | null) {
  const [measured, setMeasured] = useState<Measured | null>(null);
  const { digest } = plain;
  useEffect(() => {
    let wanted = true;
    if (marketplace !== null) {
      void attempt((api) => api.publish.preview({ connector, marketplace })).then((result) => {
        if (wanted && result.ok) setMeasured({ marketplace, digest, preview: result.value });
      });
    }
    return () => {
      wanted = false;
    };
  }, [connector, marketplace, digest]);
  return measured?.marketplace === marketplace && measured.digest === digest ? measured.preview : plain;
}
