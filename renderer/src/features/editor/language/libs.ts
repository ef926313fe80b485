import { typesModule } from '../../../../../shared/connector/types-file.ts';

/** Where the declarations of the guest API stand for the language service. */
export const sandboxLib = 'file:///node_modules/@studio/sandbox/index.d.ts';

/** Where those of one connector do: only its own files find them there, as the package of its `node_modules`. */
export const connectorLib = (connector: string): string =>
  `file:///${connector}/node_modules/${typesModule}/index.d.ts`;
