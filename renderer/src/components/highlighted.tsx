import type { ReactNode } from 'react';
import { visibleText } from '../lib/text.ts';
import { piecesOf } from './pieces.ts';

/** Foreign text with the places marked where another one stands in it, whatever its case. */
export function Highlighted({ text, wanted }: { readonly text: string; readonly wanted: string }): ReactNode {
  if (wanted === '') return visibleText(text);
  let at = 0;
  return piecesOf(text, wanted).map(({ text: piece, isHit }) => {
    const key = at;
    at += piece.length;
    return isHit ? <mark key={key}>{visibleText(piece)}</mark> : <span key={key}>{visibleText(piece)}</span>;
  });
}
