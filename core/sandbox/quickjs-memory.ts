import type {
  JSContextPointer,
  JSValueConstPointer,
  JSValuePointer,
  QuickJSEmscriptenModule,
  QuickJSFFI,
} from 'quickjs-emscripten';

/** A value inside the engine: owned by us, or lent by it for the length of a call. */
export type ValuePointer = JSValuePointer | JSValueConstPointer;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Below this many characters the worst case of three bytes each is allocated without counting. */
const COUNT_ABOVE_CHARS = 1 << 15;

const POINTER_BYTES = 4;
/** Flag of an evaluation in the global scope. */
const EVAL_GLOBAL = 0;

/** Thrown where the instance has no memory left for what the host wants to put into it. */
export class GuestMemoryFull extends Error {
  override readonly name = 'GuestMemoryFull';
}

/**
 * Moves text and bytes in and out of one instance's linear memory as UTF-8, without the per-character loops of the
 * library's own helpers (docs/ENGINE.md).
 */
export class GuestMemory {
  readonly module: QuickJSEmscriptenModule;
  readonly ffi: QuickJSFFI;
  readonly context: JSContextPointer;

  constructor(module: QuickJSEmscriptenModule, ffi: QuickJSFFI, context: JSContextPointer) {
    this.module = module;
    this.ffi = ffi;
    this.context = context;
  }

  /** Pointer to `bytes` bytes; the caller frees it or hands it over. */
  allocate(bytes: number): number {
    const pointer = this.module._malloc(bytes);
    if (pointer === 0) throw new GuestMemoryFull('the memory of the instance is full');
    return pointer;
  }

  /** Copies a text as a C string; it must not hold U+0000, at which it would be cut. */
  writeText(text: string): { readonly pointer: number; readonly bytes: number } {
    const capacity = text.length < COUNT_ABOVE_CHARS ? text.length * 3 + 1 : Buffer.byteLength(text) + 1;
    const pointer = this.allocate(capacity);
    const { written } = encoder.encodeInto(text, this.module.HEAPU8.subarray(pointer, pointer + capacity));
    this.module.HEAPU8[pointer + written] = 0;
    return { pointer, bytes: written };
  }

  newBytes(bytes: Uint8Array): JSValuePointer {
    const pointer = this.allocate(Math.max(1, bytes.byteLength));
    this.module.HEAPU8.set(bytes, pointer);
    // The buffer's memory now belongs to the engine, which frees it with the ArrayBuffer.
    return this.ffi.QTS_NewArrayBuffer(this.context, asPointer(pointer), bytes.byteLength);
  }

  /** A guest string; it must not hold U+0000. */
  newText(text: string): JSValuePointer {
    const { pointer } = this.writeText(text);
    const value = this.ffi.QTS_NewString(this.context, asPointer(pointer));
    this.module._free(pointer);
    return value;
  }

  /** A guest string from UTF-8 without U+0000. */
  newUtf8(bytes: Uint8Array): JSValuePointer {
    const pointer = this.allocate(bytes.byteLength + 1);
    this.module.HEAPU8.set(bytes, pointer);
    this.module.HEAPU8[pointer + bytes.byteLength] = 0;
    const value = this.ffi.QTS_NewString(this.context, asPointer(pointer));
    this.module._free(pointer);
    return value;
  }

  /** Reads a guest string up to its first U+0000, as UTF-8 in place: valid only inside `read`. */
  private withUtf8<T>(value: ValuePointer, read: (bytes: Uint8Array) => T): T {
    const pointer = this.ffi.QTS_GetString(this.context, value);
    if (!pointer) throw new GuestMemoryFull('the memory of the instance is full');
    const end = this.module.HEAPU8.indexOf(0, pointer);
    try {
      return read(this.module.HEAPU8.subarray(pointer, end));
    } finally {
      this.ffi.QTS_FreeCString(this.context, pointer);
    }
  }

  readText(value: ValuePointer): string {
    return this.withUtf8(value, (bytes) => decoder.decode(bytes));
  }

  /** Number of UTF-16 units of a guest string. */
  textLength(value: ValuePointer): number {
    const pointer = this.allocate(4);
    try {
      this.ffi.QTS_GetLength(this.context, asPointer(pointer), value);
      return new Uint32Array(this.module.HEAPU8.buffer, pointer, 1)[0] ?? 0;
    } finally {
      this.module._free(pointer);
    }
  }

  readUtf8(value: ValuePointer, maxBytes: number): Uint8Array | number {
    return this.withUtf8(value, (bytes) => (bytes.byteLength > maxBytes ? bytes.byteLength : bytes.slice()));
  }

  readBytes(value: ValuePointer): Uint8Array {
    const length = this.ffi.QTS_GetArrayBufferLength(this.context, value);
    const pointer = this.ffi.QTS_GetArrayBuffer(this.context, value);
    // The library hands out a copy inside the instance: without room for it, the bytes are not none.
    if (!pointer && length > 0) throw new GuestMemoryFull('the memory of the instance is full');
    if (!pointer) return new Uint8Array();
    const bytes = this.module.HEAPU8.slice(pointer, pointer + length);
    this.module._free(pointer);
    return bytes;
  }

  /** Runs a script in the global scope; the value may be an exception. */
  evaluate(source: string, file: string): JSValuePointer {
    const { pointer, bytes } = this.writeText(source);
    const value = this.ffi.QTS_Eval(
      this.context,
      asPointer(pointer),
      bytes,
      file,
      asPointer(0),
      asPointer(EVAL_GLOBAL),
    );
    this.module._free(pointer);
    return value;
  }

  /** Calls a function with `this` undefined; the value may be an exception. */
  call(fn: ValuePointer, args: readonly ValuePointer[]): JSValuePointer {
    const list = this.allocate(Math.max(POINTER_BYTES, args.length * POINTER_BYTES));
    new Uint32Array(this.module.HEAPU8.buffer, list, args.length).set(args);
    const result = this.ffi.QTS_Call(this.context, fn, this.ffi.QTS_GetUndefined(), args.length, asPointer(list));
    this.module._free(list);
    return result;
  }

  typeOf(value: ValuePointer): string {
    const type = this.ffi.QTS_Typeof(this.context, value);
    const text = this.module.UTF8ToString(type);
    this.module._free(type);
    return text;
  }

  property(object: ValuePointer, name: string): JSValuePointer {
    const key = this.newText(name);
    const value = this.ffi.QTS_GetProp(this.context, object, key);
    this.free(key);
    return value;
  }

  /** Sets a property and lets go of the value. */
  setProperty(object: ValuePointer, name: string, value: JSValuePointer): void {
    const key = this.newText(name);
    this.ffi.QTS_SetProp(this.context, object, key, value);
    this.free(key);
    this.free(value);
  }

  free(value: JSValuePointer): void {
    this.ffi.QTS_FreeValuePointer(this.context, value);
  }
}

/** The library brands its pointers by C type; a number that `_malloc` gave may take any of them. */
export function asPointer<T extends number>(pointer: number): T {
  // True by construction: the brand exists in types only.
  return pointer as T;
}
