import {
  type CodeFix,
  createLanguageService,
  type FileTextChanges,
  type FormatOptions,
  type LanguageService,
  typescript,
} from 'monaco-editor/languages/features/typescript/lib/typescriptServices';
import type { Diagnostic } from 'monaco-editor/languages/features/typescript/register';
import {
  type CreateData,
  type MirrorModel,
  TypeScriptWorker,
  type WorkerContext,
} from 'monaco-editor/languages/features/typescript/tsWorker';
import { isScriptPath } from '../../../../../shared/connector/files.ts';
import { annotations } from './annotate.ts';
import { type Annotated, annotated } from './insertions.ts';
import { toAuthor } from './map-result.ts';

/** How the service writes code: as the generator does. */
const style = {
  ...typescript.getDefaultFormatCodeSettings('\n'),
  insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true,
};
const preferences = { importModuleSpecifierEnding: 'js', quotePreference: 'single' };

/** The path of a script in its connector; undefined for every other file. */
function scriptPath(fileName: string): string | undefined {
  const [, path] = /^file:\/\/\/[^/]+\/(.+)$/.exec(fileName) ?? [];
  return path !== undefined && isScriptPath(path) ? path : undefined;
}

const knownNames = new WeakMap<MirrorModel['uri'], readonly string[]>();

/** What a model may be asked for by: its address, and the same as the compiler puts it together from an import. */
function namesOf(uri: MirrorModel['uri']): readonly string[] {
  const names = knownNames.get(uri) ?? [uri.toString(true), uri.toString()];
  knownNames.set(uri, names);
  return names;
}

/**
 * Monaco's language service, which reads each script of a connector with the types that its author need not write. Places
 * go in and out as those of the author's text; what is about syntax alone is asked of the text as it stands.
 */
export class ScriptWorker extends TypeScriptWorker {
  readonly #context: WorkerContext;
  /** The models by their addresses, as long as the worker does not let go of the thread. */
  #byName: ReadonlyMap<string, MirrorModel> | undefined;
  readonly #read = new Map<string, { readonly version: string; readonly annotated: Annotated }>();
  readonly #plain: LanguageService;

  constructor(context: WorkerContext, data: CreateData) {
    super(context, data);
    this.#context = context;
    this.#plain = createLanguageService({
      getCompilationSettings: () => data.compilerOptions,
      getScriptFileNames: () => this.getScriptFileNames(),
      getScriptVersion: (fileName: string) => this.getScriptVersion(fileName),
      getScriptSnapshot: (fileName: string) => {
        const text = super._getScriptText(fileName) ?? '';
        return {
          getText: (from: number, to: number) => text.slice(from, to),
          getLength: () => text.length,
          getChangeRange() {},
        };
      },
      getCurrentDirectory: () => '',
      getDefaultLibFileName: () => 'lib.d.ts',
    });
  }

  /**
   * The compiler asks for each file many times in every round, and Monaco's own looks through all models for each, writing
   * their addresses anew.
   */
  protected override _getModel(fileName: string): MirrorModel | null {
    this.#byName ??= this.#readModels();
    return this.#byName.get(fileName) ?? null;
  }

  #readModels(): ReadonlyMap<string, MirrorModel> {
    // Models come and go by messages only: until the next one this stays true.
    queueMicrotask(() => {
      this.#byName = undefined;
    });
    return new Map(
      this.#context.getMirrorModels().flatMap((model) => namesOf(model.uri).map((name) => [name, model] as const)),
    );
  }

  protected override _getScriptText(fileName: string): string | undefined {
    return this.#annotated(fileName)?.text ?? super._getScriptText(fileName);
  }

  #annotated(fileName: string): Annotated | undefined {
    const path = scriptPath(fileName);
    const source = path === undefined ? undefined : super._getScriptText(fileName);
    if (path === undefined || source === undefined) return undefined;
    const version = this.getScriptVersion(fileName);
    const known = this.#read.get(fileName);
    if (known?.version === version) return known.annotated;
    const now = annotated(source, annotations(typescript, path, source));
    this.#read.set(fileName, { version, annotated: now });
    return now;
  }

  #at(fileName: string, offset: number): number {
    return this.#annotated(fileName)?.toService(offset) ?? offset;
  }

  /** A result with the places of the author's texts: of the same type, since only numbers change. */
  #out<Answer>(fileName: string, answer: Answer): Answer {
    return toAuthor(answer, fileName, (name) => this.#annotated(name)) as Answer;
  }

  override async getSyntacticDiagnostics(fileName: string): Promise<Diagnostic[]> {
    return this.#out(fileName, await super.getSyntacticDiagnostics(fileName));
  }
  override async getSemanticDiagnostics(fileName: string): Promise<Diagnostic[]> {
    return this.#out(fileName, await super.getSemanticDiagnostics(fileName));
  }
  /** All that is wrong in a script, in one answer; nothing of a script whose model is gone by now, or goes meanwhile. */
  async getProblems(fileName: string): Promise<readonly Diagnostic[]> {
    if (this._getModel(fileName) === null) return [];
    const syntactic = await this.getSyntacticDiagnostics(fileName);
    if (this._getModel(fileName) === null) return [];
    return [...syntactic, ...(await this.getSemanticDiagnostics(fileName))];
  }

  /** The scripts that import one of these, also by way of others: a change of these may change what is right in them. */
  async getImporters(fileNames: readonly string[]): Promise<readonly string[]> {
    const service = this.getLanguageService();
    const found = new Set<string>();
    const next = [...fileNames];
    for (let name = next.pop(); name !== undefined; name = next.pop()) {
      // A model may be gone by now.
      if (this._getModel(name) === null) continue;
      for (const { fileName } of service.getFileReferences(name)) {
        if (found.has(fileName)) continue;
        found.add(fileName);
        next.push(fileName);
      }
    }
    return [...found];
  }

  override async getCompletionsAtPosition(fileName: string, offset: number) {
    return this.#out(fileName, await super.getCompletionsAtPosition(fileName, this.#at(fileName, offset)));
  }
  override async getCompletionEntryDetails(fileName: string, offset: number, entry: string) {
    return this.#out(fileName, await super.getCompletionEntryDetails(fileName, this.#at(fileName, offset), entry));
  }
  override async getSignatureHelpItems(fileName: string, offset: number, options: unknown) {
    return this.#out(fileName, await super.getSignatureHelpItems(fileName, this.#at(fileName, offset), options));
  }
  override async getQuickInfoAtPosition(fileName: string, offset: number) {
    return this.#out(fileName, await super.getQuickInfoAtPosition(fileName, this.#at(fileName, offset)));
  }
  override async getDocumentHighlights(fileName: string, offset: number, files: string[]) {
    return this.#out(fileName, await super.getDocumentHighlights(fileName, this.#at(fileName, offset), files));
  }
  override async getDefinitionAtPosition(fileName: string, offset: number) {
    return this.#out(fileName, await super.getDefinitionAtPosition(fileName, this.#at(fileName, offset)));
  }
  override async getReferencesAtPosition(fileName: string, offset: number) {
    return this.#out(fileName, await super.getReferencesAtPosition(fileName, this.#at(fileName, offset)));
  }
  override async getRenameInfo(fileName: string, offset: number, options: unknown) {
    return this.#out(fileName, await super.getRenameInfo(fileName, this.#at(fileName, offset), options));
  }
  override async findRenameLocations(
    fileName: string,
    offset: number,
    inStrings: boolean,
    inComments: boolean,
    withAliases: boolean,
  ) {
    const at = this.#at(fileName, offset);
    return this.#out(fileName, await super.findRenameLocations(fileName, at, inStrings, inComments, withAliases));
  }

  override async getCodeFixesAtPosition(
    fileName: string,
    start: number,
    end: number,
    codes: number[],
    options: FormatOptions,
  ): Promise<readonly CodeFix[]> {
    const [from, to] = [this.#at(fileName, start), this.#at(fileName, end)];
    const service = this.getLanguageService();
    try {
      return this.#out(
        fileName,
        service.getCodeFixesAtPosition(fileName, from, to, codes, { ...style, ...options }, preferences),
      );
    } catch {
      // For some errors the compiler has a fix that throws; there is none then.
      return [];
    }
  }

  /** The edits that sort the imports of a file and take away those that nothing uses. */
  async organizeImports(fileName: string, options: FormatOptions): Promise<readonly FileTextChanges[]> {
    const edits = this.getLanguageService().organizeImports(
      { type: 'file', fileName },
      { ...style, ...options },
      preferences,
    );
    return this.#out(fileName, edits);
  }

  override async getNavigationTree(fileName: string) {
    return this.#plain.getNavigationTree(fileName);
  }
  override async getFormattingEditsForDocument(fileName: string, options: FormatOptions) {
    return this.#plain.getFormattingEditsForDocument(fileName, { ...style, ...options });
  }
  override async getFormattingEditsForRange(fileName: string, start: number, end: number, options: FormatOptions) {
    return this.#plain.getFormattingEditsForRange(fileName, start, end, { ...style, ...options });
  }
  override async getFormattingEditsAfterKeystroke(fileName: string, at: number, key: string, options: FormatOptions) {
    return this.#plain.getFormattingEditsAfterKeystroke(fileName, at, key, { ...style, ...options });
  }
}
