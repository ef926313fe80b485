import { useIntersection } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { ListingLogo } from './listing-logo.tsx';
import { logoOf } from './logos.ts';

interface CardLogoProps {
  readonly tenant: string;
  readonly listing: string;
  readonly version: string;
  readonly name: string;
}

/** The logo of a listing on its card, asked for once the card is in view; its monogram until then. */
export function CardLogo({ tenant, listing, version, name }: CardLogoProps) {
  const { ref, entry } = useIntersection();
  const [logo, setLogo] = useState<string | null>(null);
  const isSeen = entry?.isIntersecting === true;
  useEffect(() => {
    if (!isSeen) return;
    let live = true;
    void logoOf(tenant, listing, version).then((text) => {
      if (live) setLogo(text);
    });
    return () => {
      live = false;
    };
  }, [isSeen, tenant, listing, version]);
  return (
    <span ref={ref} className="listing-logo">
      <ListingLogo name={name} logo={logo} named />
    </span>
  );
}
