import type { JSValuePointer } from 'quickjs-emscripten';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { isModuleText } from './modules.ts';
import { compileQuickJs, loadLibrary } from './quickjs-image.ts';
import { asPointer, GuestMemory, GuestMemoryFull } from './quickjs-memory.ts';

/** Memory of the instance that compiles, MiB: room for scripts of a few MiB. */
const MEMORY_MIB = 256;
/** Little enough for the host's own stack: deeper nesting is a problem of its own. */
const STACK_KIB = 64;
/** Flags of an evaluation: a module, and compile without running. */
const MODULE = 1;
const COMPILE_ONLY = 32;

/** A script that the engine cannot read. */
export interface SyntaxProblem {
  readonly path: string;
  /** What the engine says, with the line where it says one. */
  readonly message: string;
}

/** An instance that compiles; made anew for each check. */
class Compiler {
  readonly #memory: GuestMemory;

  private constructor(memory: GuestMemory) {
    this.#memory = memory;
  }

  static async make(): Promise<Compiler> {
    const library = await loadLibrary(compileQuickJs());
    const module = await library.instantiate(MEMORY_MIB, () => {});
    const ffi = new library.FFI(module);
    const runtime = ffi.QTS_NewRuntime();
    const context = ffi.QTS_NewContext(runtime, asPointer(0));
    const memory = new GuestMemory(module, ffi, context);
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
    return new Compiler(memory);
  }

  /** What is wrong with a script; undefined where nothing is. */
  problemOf(path: string, text: string): string | undefined {
    const { ffi, context, module } = this.#memory;
    if (text.includes('\0')) return 'it contains a NUL character (U+0000)';
    const source = this.#memory.writeText(text);
    const isModule = path.startsWith('functions/') || isModuleText(text);
    const flags = (isModule ? MODULE : 0) | COMPILE_ONLY;
    const pointer = asPointer<Parameters<typeof ffi.QTS_Eval>[1]>(source.pointer);
    const value = ffi.QTS_Eval(context, pointer, source.bytes, path, asPointer(0), asPointer(flags));
    module._free(source.pointer);
    const error = ffi.QTS_ResolveException(context, value);
    if (!error) return undefined;
    const line = /:(\d+)/.exec(this.#read(error, 'stack'))?.[1];
    const message = this.#read(error, 'message');
    this.#memory.free(error);
    return line === undefined ? message : `${message} (line ${line})`;
  }

  #read(error: JSValuePointer, name: string): string {
    const value = this.#memory.property(error, name);
    const text = this.#memory.typeOf(value) === 'string' ? this.#memory.readText(value) : '';
    this.#memory.free(value);
    return text;
  }
}

/**
 * The scripts that the engine of the sandbox cannot read, in the order of the files. They are compiled and never run; what a
 * module imports is not looked at.
 */
export async function findSyntaxProblems(files: readonly ConnectorFile[]): Promise<readonly SyntaxProblem[]> {
  const found: SyntaxProblem[] = [];
  const scripts = files.filter((file) => file.path.endsWith('.js'));
  if (scripts.length === 0) return found;
  const compiler = await Compiler.make();
  for (const { path, text } of scripts) {
    try {
      const message = compiler.problemOf(path, text);
      if (message !== undefined) found.push({ path, message });
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof GuestMemoryFull)) throw error;
      // The instance may be broken: what comes after is not looked at.
      return [...found, { path, message: 'it is nested too deep or too large to be read' }];
    }
  }
  return found;
}
