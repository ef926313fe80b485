import { IconBraces, IconFileCode, IconFileText, IconFileTypeTs, IconPackage, IconTable } from '../icons.ts';

/** The icon of a file, by its extension; `overview` is that of a connector, `entities` of its tables. */
export function FileIcon({ name }: { readonly name: string }) {
  if (name === 'overview') return <IconPackage size={14} className="tone-info" aria-hidden />;
  if (/\.m?ts$/.test(name)) return <IconFileTypeTs size={14} className="tone-info" aria-hidden />;
  if (name === 'entities') return <IconTable size={14} className="tone-info" aria-hidden />;
  if (name.endsWith('.js')) return <IconFileCode size={14} className="tone-warn" aria-hidden />;
  if (name.endsWith('.ts')) return <IconFileCode size={14} className="tone-info" aria-hidden />;
  if (/\.(json|har|ya?ml)$/.test(name)) return <IconBraces size={14} className="tone-ok" aria-hidden />;
  return <IconFileText size={14} className="tone-dim" aria-hidden />;
}
