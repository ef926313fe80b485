import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import type { JSContextPointer, JSRuntimePointer, JSValuePointer, QuickJSEmscriptenModule } from 'quickjs-emscripten';
import type { EngineSetup } from './engine.ts';
import { asPointer, GuestMemory } from './quickjs-memory.ts';

/** Grain of an image, bytes: a page of the operating system, so that untouched pages stay untouched. */
const PART_BYTES = 4096;
const PAGES_PER_MIB = 16;
/** Memory of the instance that boots, MiB: the least that the module takes. */
const BOOT_MIB = 16;
/** Stack of the bootstrap, KiB. */
const BOOT_STACK_KIB = 256;

/** Intrinsics of a context: everything but Proxy (128), whose traps read out of bounds (A39, docs/ENGINE.md). */
const INTRINSICS = {
  baseObjects: 1,
  date: 2,
  eval: 4,
  stringNormalize: 8,
  regExp: 16,
  regExpCompiler: 32,
  json: 64,
  mapSet: 256,
  typedArrays: 512,
  promise: 1024,
  bigInt: 2048,
} as const;
const ALL_INTRINSICS = Object.values(INTRINSICS).reduce((flags, flag) => flags | flag, 0);

/** The compiled engine. Costs about 10 ms; send it to workers, which share it. */
export function compileQuickJs(): WebAssembly.Module {
  const file = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');
  return new WebAssembly.Module(readFileSync(file));
}

/** The library's glue, loaded once. */
export interface QuickJsLibrary {
  readonly FFI: Awaited<ReturnType<typeof variant.importFFI>>;
  /** A new WebAssembly instance with memory that never grows; `onFull` hears of every allocation that does not fit. */
  instantiate(memoryMiB: number, onFull: () => void): Promise<QuickJSEmscriptenModule>;
}

/** Growth during a job corrupts the instance, and a fixed size is the only limit that holds (docs/ENGINE.md). */
function fixedMemory(memoryMiB: number, onFull: () => void): WebAssembly.Memory {
  const pages = memoryMiB * PAGES_PER_MIB;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  Object.defineProperty(memory, 'grow', {
    value: () => {
      onFull();
      throw new RangeError('the memory is fixed');
    },
  });
  return memory;
}

export async function loadLibrary(compiled: WebAssembly.Module): Promise<QuickJsLibrary> {
  const [loaded, FFI] = await Promise.all([variant.importModuleLoader(), variant.importFFI()]);
  const load = typeof loaded === 'function' ? loaded : loaded.default;
  const newModule = typeof load === 'function' ? load : load.default;
  return {
    FFI,
    instantiate: async (memoryMiB, onFull) => {
      const silent = { print: () => {}, printErr: () => {} };
      const module = await newModule({
        ...silent,
        wasmMemory: fixedMemory(memoryMiB, onFull),
        instantiateWasm: (imports, done) => {
          const instance = new WebAssembly.Instance(compiled, imports);
          done(instance);
          return instance.exports;
        },
      });
      module.type = 'sync';
      return module;
    },
  };
}

/** Bytes of a memory from `offset` on. */
export interface MemoryPart {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * The memory of an instance that has run the bootstrap and nothing else. All state of the engine lies in its linear
 * memory, so a copy of these bytes is a booted instance: 0.2 ms instead of 4 for each run. It holds no run's data.
 */
export interface QuickJsImage {
  readonly parts: readonly MemoryPart[];
  readonly runtime: JSRuntimePointer;
  readonly context: JSContextPointer;
  /** The prelude's entry points, and two functions of JSON captured before guest code could replace them. */
  readonly entryPoints: JSValuePointer;
  readonly parse: JSValuePointer;
  readonly stringify: JSValuePointer;
  /** Host functions by number. */
  readonly host: readonly string[];
}

/** Boots one instance and takes its image. Throws where the bootstrap itself does: a bug, never the user's. */
export async function bootImage(library: QuickJsLibrary, setup: EngineSetup): Promise<QuickJsImage> {
  const module = await library.instantiate(BOOT_MIB, () => {});
  const unexpected = () => {
    throw new Error('the bootstrap may not call the host');
  };
  module.callbacks = {
    callFunction: unexpected,
    loadModuleSource: unexpected,
    normalizeModule: unexpected,
    shouldInterrupt: () => 0,
    freeHostRef: () => {},
  };
  const ffi = new library.FFI(module);
  const runtime = ffi.QTS_NewRuntime();
  const context = ffi.QTS_NewContext(runtime, asPointer(ALL_INTRINSICS));
  const memory = new GuestMemory(module, ffi, context);
  ffi.QTS_RuntimeSetMaxStackSize(runtime, BOOT_STACK_KIB * 1024);
  ffi.QTS_RuntimeEnableInterruptHandler(runtime);
  ffi.QTS_RuntimeEnableModuleLoader(runtime, 1);
  const check = (value: JSValuePointer): JSValuePointer => {
    const error = ffi.QTS_ResolveException(context, value);
    if (!error) return value;
    const [message, stack] = ['message', 'stack'].map((name) => memory.readText(memory.property(error, name)));
    throw new Error(`the bootstrap of the sandbox failed: ${message}\n${stack}`);
  };
  const host = ffi.QTS_NewObject(context);
  setup.host.forEach((name, index) => {
    memory.setProperty(host, name, ffi.QTS_NewFunction(context, name, 0, false, asPointer(index)));
  });
  const json = check(memory.evaluate('JSON', setup.prelude.file));
  const boot = check(memory.evaluate(setup.prelude.source, setup.prelude.file));
  const entryPoints = check(memory.call(boot, [host]));
  const pointers = {
    parse: memory.property(json, 'parse'),
    stringify: memory.property(json, 'stringify'),
    entryPoints,
  };
  return { ...pointers, parts: usedParts(module.HEAPU8), runtime, context, host: setup.host };
}

/** The parts of a memory that hold anything but zeros. */
function usedParts(heap: Uint8Array): readonly MemoryPart[] {
  const parts: MemoryPart[] = [];
  const zeros = new Uint8Array(PART_BYTES);
  let start = -1;
  for (let offset = 0; offset <= heap.byteLength; offset += PART_BYTES) {
    const used = offset < heap.byteLength && Buffer.compare(heap.subarray(offset, offset + PART_BYTES), zeros) !== 0;
    if (used && start < 0) start = offset;
    if (!used && start >= 0) {
      parts.push({ offset: start, bytes: heap.slice(start, offset) });
      start = -1;
    }
  }
  return parts;
}
