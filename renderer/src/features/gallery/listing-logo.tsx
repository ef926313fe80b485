import { useEffect, useState } from 'react';
import { logoTexts } from '../../texts/overview.ts';
import { monogramOf } from '../connectors/monogram.ts';
import '../connectors/logo.css';

interface ListingLogoProps {
  readonly name: string;
  /** Foreign text of an SVG; null where there is none, or it was not downloaded. */
  readonly logo: string | null;
  /** Whether its name stands beside it, so that it need not be told again. */
  readonly named?: boolean;
}

/** The logo of a listing as an image, which runs nothing, cleaned first; its monogram where it has none. */
export function ListingLogo({ name, logo, named = false }: ListingLogoProps) {
  const [address, setAddress] = useState<string | undefined>();
  useEffect(() => {
    let live = true;
    const clean = async (text: string) => {
      const { logoAddress } = await import('../connectors/clean-logo.ts');
      if (live) setAddress(logoAddress(text));
    };
    setAddress(undefined);
    if (logo !== null) void clean(logo);
    return () => {
      live = false;
    };
  }, [logo]);
  return address === undefined ? (
    <span className="logo logo-plain" aria-hidden>
      <span className="monogram" data-letters={monogramOf(name)} />
    </span>
  ) : (
    <span className="logo logo-plain">
      <img src={address} alt={named ? '' : logoTexts.alt(name)} width={40} height={40} draggable={false} />
    </span>
  );
}
