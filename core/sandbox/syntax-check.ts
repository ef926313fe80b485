import type { JSValuePointer } from 'quickjs-emscripten';
import { type ConnectorFile, isTypeScriptPath } from '../../shared/connector/files.ts';
import { isModuleText } from './modules.ts';
import { compileQuickJs, loadLibrary } from './quickjs-image.ts';
import { asPointer, GuestMemory, GuestMemoryFull } from './quickjs-memory.ts';
import { StripperBroken, stripTypes } from './typescript.ts';

/** Memory of the instance that compiles, MiB: room for scripts of a few MiB. */
const MEMORY_MIB = 256;
/** Little enough for the host's own stack: deeper nesting is a problem of its own. */
const STACK_KIB = 64;
/** Flags of an evaluation: a module, and compile without running. */
const MODULE = 1;
const COMPILE_ONLY = 32;
const TOO_DEEP = 'it is nested too deep or too large to be read';

/** A script that the sandbox cannot run as it is. */
export interface SyntaxProblem {
  readonly path: string;
  /** What is wrong; no whole sentence. */
  readonly message: string;
  /** Counts from 1. */
  readonly line?: number;
  readonly column?: number;
  /** True for TypeScript that would have to be turned into code: it will never run, however complete the file is. */
  readonly unsupported: boolean;
}

type Problem = Omit<SyntaxProblem, 'path'>;

/** What a look at scripts found. */
export interface Looked {
  readonly problems: readonly SyntaxProblem[];
  /** How many of the files were looked at, from the first on. */
  readonly count: number;
}

/** An instance that compiles; made anew for each check. */
class Compiler {
  readonly #newMemory: () => GuestMemory;

  private constructor(newMemory: () => GuestMemory) {
    this.#newMemory = newMemory;
  }

  static async make(): Promise<Compiler> {
    const library = await loadLibrary(compileQuickJs());
    const module = await library.instantiate(MEMORY_MIB, () => {});
    const ffi = new library.FFI(module);
    const runtime = ffi.QTS_NewRuntime();
    const newMemory = () => new GuestMemory(module, ffi, ffi.QTS_NewContext(runtime, asPointer(0)));
    const memory = newMemory();
    const text = <T extends number>(value: string): T => asPointer(memory.writeText(value).pointer);
    module.callbacks = {
      callFunction: () => asPointer(0),
      // What a module imports is looked at by itself: here it is empty.
      normalizeModule: (_asyncify, _runtime, _context, _base, name) => text(name),
      loadModuleSource: () => text(''),
      shouldInterrupt: () => 0,
      freeHostRef: () => {},
    };
    ffi.QTS_RuntimeEnableModuleLoader(runtime, 1);
    ffi.QTS_RuntimeSetMaxStackSize(runtime, STACK_KIB * 1024);
    return new Compiler(newMemory);
  }

  /** What is wrong with a script in JavaScript; undefined where nothing is. */
  problemOf(path: string, text: string): Problem | undefined {
    if (text.includes('\0')) return { message: 'it contains a NUL character (U+0000)', unsupported: false };
    // A context for each: modules that are compiled and never run break the third one in a context (docs/ENGINE.md).
    const memory = this.#newMemory();
    const { ffi, context, module } = memory;
    const source = memory.writeText(text);
    const isModule = path.startsWith('functions/') || isModuleText(text);
    const flags = (isModule ? MODULE : 0) | COMPILE_ONLY;
    const pointer = asPointer<Parameters<typeof ffi.QTS_Eval>[1]>(source.pointer);
    const value = ffi.QTS_Eval(context, pointer, source.bytes, path, asPointer(0), asPointer(flags));
    module._free(source.pointer);
    const error = ffi.QTS_ResolveException(context, value);
    if (!error) return undefined;
    const [, line, column] = /:(\d+)(?::(\d+))?/.exec(readProperty(memory, error, 'stack')) ?? [];
    const message = readProperty(memory, error, 'message');
    memory.free(error);
    if (line === undefined) return { message, unsupported: false };
    const place = { line: Number(line), column: Number(column ?? 1) };
    return { message, ...place, unsupported: false };
  }
}

function readProperty(memory: GuestMemory, error: JSValuePointer, name: string): string {
  const value = memory.property(error, name);
  const text = memory.typeOf(value) === 'string' ? memory.readText(value) : '';
  memory.free(value);
  return text;
}

/** Decorators are left in by the stripper and refused by the engine, at their sign. */
function decoratorProblem(text: string, problem: Problem): Problem {
  const at = (problem.column ?? 1) - 1;
  const line = text.split('\n')[(problem.line ?? 1) - 1] ?? '';
  if (line[at] !== '@') return problem;
  return { ...problem, message: 'a decorator is not supported: call the function yourself', unsupported: true };
}

function typeScriptProblem(compiler: Compiler, path: string, text: string): Problem | undefined {
  const stripped = stripTypes(text);
  if (stripped.kind === 'problem') return stripped.problem;
  const problem = compiler.problemOf(path, stripped.text);
  return problem && decoratorProblem(stripped.text, problem);
}

/**
 * Looks for scripts that the sandbox cannot run as they are, in the order of the files. They are compiled and never run; what a
 * module imports is not looked at. In a worker only: see `stripTypes`.
 */
export async function findProblems(files: readonly ConnectorFile[]): Promise<Looked> {
  const problems: SyntaxProblem[] = [];
  const compiler = await Compiler.make();
  for (const [index, { path, text }] of files.entries()) {
    try {
      const typed = isTypeScriptPath(path);
      const problem = typed ? typeScriptProblem(compiler, path, text) : compiler.problemOf(path, text);
      if (problem) problems.push({ path, ...problem });
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof GuestMemoryFull || error instanceof StripperBroken))
        throw error;
      // What reads may be broken: what comes after is not looked at.
      problems.push({ path, message: TOO_DEEP, unsupported: isTypeScriptPath(path) });
      return { problems, count: index + 1 };
    }
  }
  return { problems, count: files.length };
}
