import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import { findFunction } from '../../../../../shared/connector/files.ts';
import { type Manifest, manifestSchema } from '../../../../../shared/connector/manifest.ts';
import { connectorTypes, filterNames } from '../../../../../shared/connector/types-file.ts';
import { loadedValue } from '../../../lib/loadable.ts';
import { useConnectors } from '../../connectors/store.ts';
import { type Docs, docKey } from '../documents.ts';
import { useEditor } from '../store.ts';
import { connectorLib } from './libs.ts';

/** The manifest as it stands in the editor; undefined while it is none. */
function unsavedManifest(text: string | undefined): Manifest | undefined {
  if (text === undefined) return undefined;
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Half a manifest is an ordinary state of one that is being written.
    return undefined;
  }
}

const pathsOf = (docs: Docs, connector: string): ReadonlySet<string> =>
  new Set([...docs.values()].filter((doc) => doc.connector === connector).map((doc) => doc.path));

/** What the types of a connector are made of. */
interface Sources {
  readonly manifestText: string | undefined;
  /** As it is saved: it counts where the text is none. */
  readonly saved: Manifest | null | undefined;
  readonly configText: string;
}

function sourcesOf(docs: Docs, connector: string): Sources {
  const config = findFunction(pathsOf(docs, connector), 'config');
  return {
    manifestText: docs.get(docKey(connector, 'connector.json'))?.text,
    saved: loadedValue(useConnectors.getState().details.get(connector))?.manifest,
    configText: config === undefined ? '' : (docs.get(docKey(connector, config))?.text ?? ''),
  };
}

const isSame = (a: Sources, b: Sources | undefined): boolean =>
  a.manifestText === b?.manifestText && a.saved === b?.saved && a.configText === b?.configText;

const libs = new Map<string, { readonly sources: Sources; readonly dispose: () => void }>();

function refresh(): void {
  const { docs } = useEditor.getState();
  const connectors = new Set([...docs.values()].map((doc) => doc.connector));
  for (const [connector, lib] of libs) {
    if (connectors.has(connector)) continue;
    lib.dispose();
    libs.delete(connector);
  }
  for (const connector of connectors) {
    const sources = sourcesOf(docs, connector);
    // A manifest may be large: it is read again only where something that counts has changed.
    if (isSame(sources, libs.get(connector)?.sources)) continue;
    const manifest = unsavedManifest(sources.manifestText) ?? sources.saved;
    if (!manifest) continue;
    const types = connectorTypes(manifest, filterNames(sources.configText));
    libs.set(connector, { sources, ...typescriptDefaults.addExtraLib(types, connectorLib(connector)) });
  }
}

/** Time without a change of a manifest or a config function after which the types follow, ms. */
const quietMs = 300;

/** Keeps the types of every connector with a file in the editor, as its manifest stands there, saved or not. */
export function startConnectorTypes(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, quietMs);
  };
  refresh();
  useConnectors.subscribe((now, before) => now.details !== before.details && soon());
  useEditor.subscribe((now, before) => now.docs !== before.docs && soon());
}
