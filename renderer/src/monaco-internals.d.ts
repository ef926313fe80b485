/**
 * Parts of Monaco that its package holds without declarations, as far as the editor uses them: the language service for
 * scripts, the adapters between it and the editor, and the start of a worker.
 */
declare module 'monaco-editor/languages/features/typescript/lib/typescriptServices' {
  /** A node of a syntax tree; which of the optional parts are there depends on its kind. */
  export interface AstNode {
    readonly kind: number;
    readonly end: number;
    readonly parent?: AstNode;
    readonly text?: string;
    readonly statements?: readonly AstNode[];
    readonly name?: AstNode;
    readonly type?: AstNode;
    readonly initializer?: AstNode;
    readonly body?: AstNode;
    readonly modifiers?: readonly AstNode[];
    readonly parameters?: readonly AstNode[];
    readonly elements?: readonly AstNode[];
    readonly properties?: readonly AstNode[];
    readonly declarationList?: AstNode;
    readonly declarations?: readonly AstNode[];
    readonly propertyName?: AstNode;
    readonly jsDoc?: readonly AstNode[];
    readonly tags?: readonly AstNode[];
    readonly tagName?: AstNode;
    getStart(file?: SourceFile): number;
  }
  export interface SourceFile extends AstNode {
    readonly text: string;
    readonly statements: readonly AstNode[];
  }
  export interface TextSpan {
    readonly start: number;
    readonly length: number;
  }
  export interface TextChange {
    readonly span: TextSpan;
    readonly newText: string;
  }
  export interface FileTextChanges {
    readonly fileName: string;
    readonly textChanges: readonly TextChange[];
  }
  export interface CodeFix {
    readonly description: string;
    readonly changes: readonly FileTextChanges[];
  }
  export interface FormatOptions {
    readonly indentSize?: number;
    readonly tabSize?: number;
    readonly convertTabsToSpaces?: boolean;
  }
  export interface OutlineNode {
    readonly text: string;
    readonly kind: string;
    readonly spans: readonly TextSpan[];
    readonly childItems?: readonly OutlineNode[];
  }
  /** What is asked of the compiler's language service here; results that only pass through are unknown. */
  export interface LanguageService {
    getNavigationTree(fileName: string): OutlineNode;
    /** The places where others import a file. */
    getFileReferences(fileName: string): readonly { readonly fileName: string }[];
    getFormattingEditsForDocument(fileName: string, options: FormatOptions): TextChange[];
    getFormattingEditsForRange(fileName: string, start: number, end: number, options: FormatOptions): TextChange[];
    getFormattingEditsAfterKeystroke(fileName: string, at: number, key: string, options: FormatOptions): TextChange[];
    getCodeFixesAtPosition(
      fileName: string,
      start: number,
      end: number,
      codes: readonly number[],
      options: FormatOptions,
      preferences: Readonly<Record<string, unknown>>,
    ): readonly CodeFix[];
    organizeImports(
      scope: { readonly type: 'file'; readonly fileName: string },
      options: FormatOptions,
      preferences: Readonly<Record<string, unknown>>,
    ): readonly FileTextChanges[];
  }
  /** The part of the compiler that reads syntax. */
  export interface Compiler {
    readonly SyntaxKind: Readonly<Record<string, number>>;
    createSourceFile(name: string, text: string, target: number, parents: boolean, kind: number): SourceFile;
    getDefaultFormatCodeSettings(newLine: string): FormatOptions;
    forEachChild(node: AstNode, visit: (child: AstNode) => void): void;
  }
  export const typescript: Compiler;
  export function createLanguageService(host: object): LanguageService;
}

declare module 'monaco-editor/languages/features/typescript/tsWorker' {
  import type { LanguageService } from 'monaco-editor/languages/features/typescript/lib/typescriptServices';
  import type { TypeScriptWorker as Declared, IExtraLibs } from 'monaco-editor/languages/features/typescript/register';

  export interface MirrorModel {
    readonly uri: { readonly path: string; toString(skipEncoding?: boolean): string };
    readonly version: number;
    getValue(): string;
  }
  export interface WorkerContext {
    getMirrorModels(): readonly MirrorModel[];
  }
  export interface CreateData {
    readonly compilerOptions: object;
    readonly extraLibs: IExtraLibs;
  }
  export interface TypeScriptWorker extends Declared {}
  export class TypeScriptWorker {
    constructor(context: WorkerContext, data: CreateData);
    protected _getModel(fileName: string): MirrorModel | null;
    protected _getScriptText(fileName: string): string | undefined;
    getScriptVersion(fileName: string): string;
    getScriptFileNames(): string[];
    getLanguageService(): LanguageService;
    updateExtraLibs(libs: IExtraLibs): Promise<void>;
  }
}

declare module 'monaco-editor/internal/common/initialize' {
  import type { CreateData, WorkerContext } from 'monaco-editor/languages/features/typescript/tsWorker';

  export function initialize(create: (context: WorkerContext, data: CreateData) => object): void;
}

declare module 'monaco-editor/languages/features/typescript/languageFeatures' {
  import type { languages, Uri } from 'monaco-editor/editor';
  import type { Diagnostic, TypeScriptWorker } from 'monaco-editor/languages/features/typescript/register';

  export type WorkerAccess = (...resources: Uri[]) => Promise<TypeScriptWorker>;
  export class LibFiles {
    constructor(worker: WorkerAccess);
  }
  export interface SuggestAdapter extends languages.CompletionItemProvider {}
  export class SuggestAdapter {
    constructor(worker: WorkerAccess);
  }
  export interface SignatureHelpAdapter extends languages.SignatureHelpProvider {}
  export class SignatureHelpAdapter {
    constructor(worker: WorkerAccess);
  }
  export interface QuickInfoAdapter extends languages.HoverProvider {}
  export class QuickInfoAdapter {
    constructor(worker: WorkerAccess);
  }
  export interface DocumentHighlightAdapter extends languages.DocumentHighlightProvider {}
  export class DocumentHighlightAdapter {
    constructor(worker: WorkerAccess);
  }
  export interface DefinitionAdapter extends languages.DefinitionProvider {}
  export class DefinitionAdapter {
    constructor(libs: LibFiles, worker: WorkerAccess);
  }
  export interface ReferenceAdapter extends languages.ReferenceProvider {}
  export class ReferenceAdapter {
    constructor(libs: LibFiles, worker: WorkerAccess);
  }
  export interface OutlineAdapter extends languages.DocumentSymbolProvider {}
  export class OutlineAdapter {
    constructor(worker: WorkerAccess);
  }
  export interface RenameAdapter extends languages.RenameProvider {}
  export class RenameAdapter {
    constructor(libs: LibFiles, worker: WorkerAccess);
  }
  export interface FormatAdapter extends languages.DocumentRangeFormattingEditProvider {}
  export class FormatAdapter {
    constructor(worker: WorkerAccess);
  }
  export interface FormatOnTypeAdapter extends languages.OnTypeFormattingEditProvider {}
  export class FormatOnTypeAdapter {
    constructor(worker: WorkerAccess);
  }
  export interface CodeActionAdaptor extends languages.CodeActionProvider {}
  export class CodeActionAdaptor {
    constructor(worker: WorkerAccess);
  }
  export function flattenDiagnosticMessageText(text: Diagnostic['messageText'], newLine: string): string;
}
