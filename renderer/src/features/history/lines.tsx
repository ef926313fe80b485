import { historyTexts } from '../../texts/history.ts';

/** `+12 −3`, read out in words. */
export function Lines({ added, removed }: { readonly added: number; readonly removed: number }) {
  return (
    <span className="lines" role="img" aria-label={historyTexts.lines(added, removed)}>
      {added > 0 ? <span className="lines-added">{`+${added}`}</span> : null}
      {removed > 0 ? <span className="lines-removed">{`−${removed}`}</span> : null}
    </span>
  );
}
