import type { CompilerOptions } from 'monaco-editor/languages/features/typescript/register';

// The enums that Monaco declares are older than the compiler inside: these numbers are TypeScript's own.
const compiler: Readonly<Record<'esNext' | 'resolveLikeBundler' | 'everyFileIsAModule', number>> = {
  esNext: 99,
  resolveLikeBundler: 100,
  everyFileIsAModule: 3,
};

/** How the scripts of connectors are checked, in JavaScript and TypeScript alike. */
export const compilerOptions: CompilerOptions = {
  target: compiler.esNext,
  module: compiler.esNext,
  moduleResolution: compiler.resolveLikeBundler,
  // commands.js has no exports: as a script its functions would be globals of every connector.
  moduleDetection: compiler.everyFileIsAModule,
  allowJs: true,
  checkJs: true,
  strict: false,
  noEmit: true,
  // Types are taken out of a script, not compiled: whatever is more than types is refused when it is saved.
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  lib: ['es2023'],
  types: [],
  allowNonTsExtensions: true,
};
