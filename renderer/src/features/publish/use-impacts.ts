import { useEffect, useRef, useState } from 'react';
import type { Impact } from '../../../../shared/contract/publication.ts';
import { attempt } from '../../backend/session.ts';

interface Known {
  readonly occasion: string;
  readonly impacts: ReadonlyMap<string, Impact>;
}

const none: ReadonlyMap<string, Impact> = new Map();

/**
 * What the newest revision means for tenants, each asked once for an occasion: a revision, and what was installed from here. A
 * tenant that cannot be asked says so in its impact.
 */
export function useImpacts(
  connector: string,
  occasion: string,
  tenants: readonly string[],
): ReadonlyMap<string, Impact> {
  const [known, setKnown] = useState<Known>({ occasion, impacts: none });
  const asked = useRef<{ occasion: string; tenants: Set<string> }>({ occasion, tenants: new Set() });
  const list = [...new Set(tenants)].join(' ');
  useEffect(() => {
    if (asked.current.occasion !== occasion) asked.current = { occasion, tenants: new Set() };
    const { tenants: there } = asked.current;
    const missing = list.split(' ').filter((one) => one !== '' && !there.has(one));
    if (missing.length === 0) return;
    for (const one of missing) there.add(one);
    void attempt((api) => api.publish.impact({ connector, tenants: missing })).then((result) => {
      if (asked.current.occasion !== occasion) return;
      const came = result.ok
        ? result.value
        : missing.map((tenant): Impact => ({ tenant, failure: result.error, instances: [] }));
      setKnown((before) => {
        const kept = before.occasion === occasion ? before.impacts : none;
        return { occasion, impacts: new Map([...kept, ...came.map((one): [string, Impact] => [one.tenant, one])]) };
      });
    });
  }, [connector, occasion, list]);
  return known.occasion === occasion ? known.impacts : none;
}
