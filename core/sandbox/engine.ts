/**
 * What the sandbox needs of a JavaScript engine; one instance serves one invocation and is never disposed or used again
 * (docs/ENGINE.md). Everything that crosses is a string, a number or bytes: no object of one side reaches the other.
 */

/** Text that exists as UTF-8 already; it becomes a guest string without a detour through a host string. */
export interface Utf8Text {
  readonly utf8: Uint8Array;
}

/** What a host function gives back to the guest: bytes become an ArrayBuffer, `undefined` is nothing. */
export type HostValue = string | number | Uint8Array | Utf8Text | undefined;

/** The arguments of one call from the guest, read on demand and copied. */
export interface HostArguments {
  readonly count: number;
  number(index: number): number;
  /** The exact text, whatever it holds (U+0000 and lone surrogates included). */
  text(index: number): string;
  /** The bytes of an ArrayBuffer; empty for anything else. */
  bytes(index: number): Uint8Array;
  /** The text as UTF-8, or its length in bytes where that is over `maxBytes`. It must not contain U+0000. */
  utf8(index: number, maxBytes: number): Uint8Array | number;
}

/** A function that the guest's own bootstrap code may call. It must not throw. */
export type HostFunction = (args: HostArguments) => HostValue;

/** What escaped from guest code to the engine. `name` and `message` are '' where it was not an error. */
export interface GuestException {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** A module that cannot be had; it is thrown into the guest. */
export interface ModuleFailure {
  readonly name: string;
  readonly message: string;
  /** Frames, where the failure has a place of its own. */
  readonly stack?: string;
}

export interface ModuleSource {
  /** Full name of the module that `specifier` means inside `base`. */
  resolve(base: string, specifier: string): string;
  load(name: string): string | ModuleFailure;
}

/** What every instance of an engine starts from. */
export interface EngineSetup {
  /** A script whose value is a function `(host) => entry points`. It may not call the host before an entry point is called. */
  readonly prelude: { readonly source: string; readonly file: string };
  /** Names of the host functions, as the prelude knows them. */
  readonly host: readonly string[];
}

export interface InstanceOptions {
  /** Linear memory of the instance, MiB; fixed. */
  readonly memoryMiB: number;
  /** Guest stack, KiB. */
  readonly stackKiB: number;
  /** Asked regularly while guest code runs; true ends it. */
  interrupt(): boolean;
  readonly modules: ModuleSource;
  /** One function for each name of the setup. */
  readonly host: Readonly<Record<string, HostFunction>>;
}

export interface EngineInstance {
  /** True once an allocation failed because the memory is full. */
  readonly exhausted: boolean;
  /** Runs a script in the global scope; what it throws goes to the prelude's entry point `thrown`. */
  runScript(source: string, file: string): GuestException | undefined;
  /** Calls an entry point of the prelude. */
  call(entry: string, ...args: readonly (string | number)[]): GuestException | undefined;
  hasJobs(): boolean;
  /** Runs at most `max` queued jobs. */
  runJobs(max: number): GuestException | undefined;
}

/** Makes instances from one compiled engine. */
export interface Engine {
  create(options: InstanceOptions): Promise<EngineInstance>;
}
