import type { AstNode, Compiler, SourceFile } from 'monaco-editor/languages/features/typescript/lib/typescriptServices';
import { isTypeScriptPath } from '../../../../../shared/connector/files.ts';
import type { Insertion } from './insertions.ts';

/** ESNext, and the two kinds of scripts: TypeScript's own numbers. */
const compiler = { esNext: 99, javaScript: 1, typeScript: 3 };

/** Tags by which the author says types; then nothing is added. */
const typeTags = new Set([
  'type',
  'param',
  'arg',
  'argument',
  'returns',
  'return',
  'template',
  'overload',
  'satisfies',
]);

/** A script while types are written into it. JavaScript gets them in comments (JSDoc), TypeScript as annotations. */
export class Script {
  readonly #ts: Compiler;
  readonly #insertions: Insertion[] = [];
  readonly file: SourceFile;
  readonly isTypeScript: boolean;

  constructor(ts: Compiler, path: string, text: string) {
    this.#ts = ts;
    this.isTypeScript = isTypeScriptPath(path);
    const kind = this.isTypeScript ? compiler.typeScript : compiler.javaScript;
    this.file = ts.createSourceFile(path, text, compiler.esNext, true, kind);
  }

  /** What was added, in the order of the text. */
  get insertions(): readonly Insertion[] {
    return this.#insertions.toSorted((a, b) => a.at - b.at);
  }

  is(node: AstNode | undefined, ...kinds: readonly string[]): node is AstNode {
    return node !== undefined && kinds.some((kind) => this.#ts.SyntaxKind[kind] === node.kind);
  }

  children(node: AstNode): readonly AstNode[] {
    const children: AstNode[] = [];
    this.#ts.forEachChild(node, (child) => {
      children.push(child);
    });
    return children;
  }

  isExported(node: AstNode): boolean {
    return node.modifiers?.some((one) => this.is(one, 'ExportKeyword')) ?? false;
  }

  /** Whether the author wrote types in the comment before it. */
  hasOwnTypes(node: AstNode): boolean {
    return node.jsDoc?.some((doc) => doc.tags?.some((tag) => typeTags.has(tag.tagName?.text ?? ''))) ?? false;
  }

  insert(at: number, text: string): void {
    this.#insertions.push({ at, text });
  }

  /** Gives a statement a type by the comment before it, which it may have already. */
  document(statement: AstNode, type: string): void {
    const doc = statement.jsDoc?.at(-1);
    // On a line of its own: a comment behind `{` belongs to what stands before it.
    if (doc === undefined) this.insert(statement.getStart(this.file), `\n/** @type {${type}} */ `);
    else this.insert(doc.end - '*/'.length, `\n@type {${type}} `);
  }

  /** Gives a parameter a type, unless it has one; an arrow without parentheses has no room for it. */
  typeParameter(parameter: AstNode, type: string): void {
    const { name } = parameter;
    const start = parameter.getStart(this.file);
    if (name === undefined || parameter.type !== undefined || parameter.jsDoc !== undefined) return;
    if (name.getStart(this.file) !== start || this.#next(name.end) === '?') return;
    if (!/[(,]\s*$/.test(this.file.text.slice(Math.max(0, start - 200), start))) return;
    if (this.isTypeScript) this.insert(name.end, `: ${type}`);
    else this.insert(start, `/** @type {${type}} */ `);
  }

  /** Gives the one variable of a statement a type, unless it has one. */
  typeVariable(statement: AstNode, type: string): void {
    const [declaration, second] = statement.declarationList?.declarations ?? [];
    if (declaration?.name === undefined || declaration.type !== undefined || second !== undefined) return;
    if (this.isTypeScript) this.insert(declaration.name.end, `: ${type}`);
    else if (!this.hasOwnTypes(statement)) this.document(statement, type);
  }

  #next(offset: number): string {
    return this.file.text.slice(offset).trimStart().charAt(0);
  }
}
