import type { EmscriptenModuleCallbacks, JSValuePointer, QuickJSEmscriptenModule } from 'quickjs-emscripten';
import type {
  Engine,
  EngineInstance,
  EngineSetup,
  GuestException,
  HostArguments,
  HostFunction,
  HostValue,
  InstanceOptions,
  ModuleFailure,
} from './engine.ts';
import { bootImage, loadLibrary, type QuickJsImage } from './quickjs-image.ts';
import { asPointer, GuestMemory, GuestMemoryFull, type ValuePointer } from './quickjs-memory.ts';

const OUT_OF_MEMORY: GuestException = { name: 'InternalError', message: 'out of memory', stack: '' };

class QuickJsInstance implements EngineInstance {
  private readonly memory: GuestMemory;
  private readonly image: QuickJsImage;
  private readonly options: InstanceOptions;
  private readonly full: { yes: boolean };

  constructor(memory: GuestMemory, image: QuickJsImage, options: InstanceOptions, full: { yes: boolean }) {
    this.memory = memory;
    this.image = image;
    this.options = options;
    this.full = full;
    // From here on it is the booted instance, with a memory and host functions of its own.
    for (const part of image.parts) memory.module.HEAPU8.set(part.bytes, part.offset);
    memory.module.callbacks = this.callbacks(image.host.map((name) => options.host[name]));
    memory.ffi.QTS_RuntimeSetMaxStackSize(image.runtime, options.stackKiB * 1024);
  }

  get exhausted(): boolean {
    return this.full.yes;
  }

  runScript(source: string, file: string): GuestException | undefined {
    return this.entered(() => {
      const value = this.memory.evaluate(source, file);
      const error = this.memory.ffi.QTS_ResolveException(this.memory.context, value);
      if (!error) return undefined;
      return this.thrownBy(this.memory.call(this.memory.property(this.image.entryPoints, 'thrown'), [error]));
    });
  }

  call(entry: string, ...args: readonly (string | number)[]): GuestException | undefined {
    return this.entered(() => {
      const values = args.map((arg) => this.toGuest(arg));
      const result = this.memory.call(this.memory.property(this.image.entryPoints, entry), values);
      for (const value of values) this.memory.free(value);
      return this.thrownBy(result);
    });
  }

  hasJobs(): boolean {
    return this.memory.ffi.QTS_IsJobPending(this.image.runtime) !== 0;
  }

  runJobs(max: number): GuestException | undefined {
    return this.entered(() => {
      const contextOut = this.memory.allocate(4);
      const value = this.memory.ffi.QTS_ExecutePendingJob(this.image.runtime, max, asPointer(contextOut));
      this.memory.module._free(contextOut);
      // The count of jobs, or what one of them threw.
      const exception = this.memory.typeOf(value) === 'number' ? undefined : this.describe(value);
      this.memory.free(value);
      return exception;
    });
  }

  /** The host side of everything the guest can call. Nothing may unwind through the engine's frames. */
  private callbacks(functions: readonly (HostFunction | undefined)[]): EmscriptenModuleCallbacks {
    const { ffi } = this.memory;
    return {
      callFunction: (_asyncify, _context, _self, argc, argv, id) => {
        const at = (index: number) => ffi.QTS_ArgvGetJSValueConstPointer(argv, index);
        // A null pointer means undefined to the engine.
        return this.answered(() => functions[id]?.(this.arguments(argc, at))) ?? asPointer(0);
      },
      shouldInterrupt: () => (this.options.interrupt() ? 1 : 0),
      normalizeModule: (_asyncify, _runtime, _context, base, name) =>
        this.moduleText(this.options.modules.resolve(base, name)),
      loadModuleSource: (_asyncify, _runtime, _context, name) => this.moduleText(this.options.modules.load(name)),
      freeHostRef: () => {},
    };
  }

  /**
   * What a host function gives, as a guest value. A full memory is the engine's own error; anything else that is thrown
   * came of a call the prelude never makes, and tells the guest nothing of the host (A38).
   */
  private answered(work: () => HostValue): JSValuePointer | undefined {
    try {
      const value = work();
      return value === undefined ? undefined : this.toGuest(value);
    } catch (error) {
      const full = error instanceof GuestMemoryFull;
      if (full) this.full.yes = true;
      return this.thrownInto(full ? OUT_OF_MEMORY : { name: 'TypeError', message: 'The sandbox refused this call' });
    }
  }

  /** Runs one entry into the guest; a full memory is an exception like the engine's own. */
  private entered(work: () => GuestException | undefined): GuestException | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof GuestMemoryFull)) throw error;
      this.full.yes = true;
      return OUT_OF_MEMORY;
    }
  }

  private arguments(count: number, at: (index: number) => ValuePointer): HostArguments {
    const { memory } = this;
    return {
      count,
      number: (index) => (index < count ? memory.ffi.QTS_GetFloat64(memory.context, at(index)) : Number.NaN),
      text: (index) => (index < count ? this.exactText(at(index)) : ''),
      bytes: (index) => (index < count ? memory.readBytes(at(index)) : new Uint8Array()),
      utf8: (index, maxBytes) => (index < count ? memory.readUtf8(at(index), maxBytes) : 0),
    };
  }

  /** C strings end at U+0000 and cannot carry lone surrogates (docs/ENGINE.md): such a text takes the way through JSON. */
  private exactText(value: ValuePointer): string {
    const text = this.memory.readText(value);
    if (!text.includes('\ufffd') && this.memory.textLength(value) === text.length) return text;
    const json = this.memory.call(this.image.stringify, [value]);
    const parsed: unknown = JSON.parse(this.memory.readText(json));
    this.memory.free(json);
    return String(parsed);
  }

  private toGuest(value: Exclude<HostValue, undefined>): JSValuePointer {
    const { memory } = this;
    if (typeof value === 'number') return memory.ffi.QTS_NewFloat64(memory.context, value);
    if (value instanceof Uint8Array) return memory.newBytes(value);
    if (typeof value !== 'string') {
      return value.utf8.includes(0) ? this.toGuest(new TextDecoder().decode(value.utf8)) : memory.newUtf8(value.utf8);
    }
    if (!value.includes('\0') && value.isWellFormed()) return memory.newText(value);
    const json = memory.newText(JSON.stringify(value));
    const text = memory.call(this.image.parse, [json]);
    memory.free(json);
    return text;
  }

  /** A C string for the engine, which frees it; null after a failure was thrown. */
  private moduleText<T extends number>(text: string | ModuleFailure): T {
    let failure = OUT_OF_MEMORY;
    try {
      if (typeof text === 'string') return asPointer(this.memory.writeText(text).pointer);
      failure = { stack: '', ...text };
    } catch (error) {
      if (!(error instanceof GuestMemoryFull)) throw error;
      this.full.yes = true;
    }
    this.thrownInto(failure);
    return asPointer(0);
  }

  /** Throws inside the guest; with no memory left even for that, the call gives undefined and the flag ends the run. */
  private thrownInto(failure: ModuleFailure): JSValuePointer | undefined {
    const { memory } = this;
    try {
      const error = memory.ffi.QTS_NewError(memory.context);
      memory.setProperty(error, 'name', memory.newText(failure.name));
      memory.setProperty(error, 'message', memory.newText(failure.message));
      if (failure.stack) memory.setProperty(error, 'stack', memory.newText(failure.stack));
      const thrown = memory.ffi.QTS_Throw(memory.context, error);
      memory.free(error);
      return thrown;
    } catch (error) {
      if (!(error instanceof GuestMemoryFull)) throw error;
      this.full.yes = true;
      return undefined;
    }
  }

  private thrownBy(result: JSValuePointer): GuestException | undefined {
    const error = this.memory.ffi.QTS_ResolveException(this.memory.context, result);
    this.memory.free(result);
    if (!error) return undefined;
    const exception = this.describe(error);
    this.memory.free(error);
    return exception;
  }

  private describe(error: ValuePointer): GuestException {
    const read = (name: string): string => {
      const value = this.memory.property(error, name);
      const text = this.memory.typeOf(value) === 'string' ? this.memory.readText(value) : '';
      this.memory.free(value);
      return text;
    };
    return { name: read('name'), message: read('message'), stack: read('stack') };
  }
}

/** The Bellard QuickJS of quickjs-emscripten 0.32, release-sync build; every instance is a WebAssembly instance of its own. */
export async function quickJs(compiled: WebAssembly.Module, setup: EngineSetup): Promise<Engine> {
  const library = await loadLibrary(compiled);
  const image = await bootImage(library, setup);
  return {
    create: async (options) => {
      const full = { yes: false };
      const module: QuickJSEmscriptenModule = await library.instantiate(options.memoryMiB, () => {
        full.yes = true;
      });
      const memory = new GuestMemory(module, new library.FFI(module), image.context);
      return new QuickJsInstance(memory, image, options, full);
    },
  };
}
