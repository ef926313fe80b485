import { visibleText } from '../lib/text.ts';

/** `METHOD /path` with the method in its colour. */
export function Operation({ operation }: { readonly operation: string }) {
  const space = operation.indexOf(' ');
  const method = space === -1 ? '' : operation.slice(0, space);
  return (
    <span className="mono" title={visibleText(operation)}>
      {method === '' ? null : <span className={`method method-${method.toLowerCase()}`}>{visibleText(method)}</span>}{' '}
      {visibleText(operation.slice(space + 1))}
    </span>
  );
}
