import { describe, expect, it, vi } from 'vitest';
import type { EngineInstance, HostFunction, InstanceOptions, ModuleSource } from './engine.ts';
import { quickJs } from './quickjs.ts';
import { compileQuickJs } from './quickjs-image.ts';

/** Conformance of an engine with its interface: whatever engine takes the place of this one must pass. */
const prelude = `(function (host) {
  return {
    run(source) { host.out(String((0, eval)(source))); },
    echo(text) { host.out(text); },
    bytes(text) { const buffer = host.give(text); host.take(buffer); },
    size(text) { host.measure(text); },
    jobs(count) { let n = 0; const next = () => { host.out(String(++n)); if (n < count) Promise.resolve().then(next); }; Promise.resolve().then(next); },
    load(name) { import(name).then((module) => host.out('loaded ' + module.value), (error) => host.out(error.name + ': ' + error.message + '|' + String(error.stack).split('\\n')[0])); },
    thrown(error) { host.out('thrown ' + error); },
    bad() { try { host.fail(); } catch (error) { host.out([error.name, error.message, Object.getPrototypeOf(error) === Error.prototype].join()); } },
  };
})`;
const host = ['out', 'give', 'take', 'measure', 'fail'];

const engine = await quickJs(compileQuickJs(), { prelude: { source: prelude, file: 'test:guest' }, host });

interface Made {
  readonly instance: EngineInstance;
  readonly out: unknown[];
}

async function make(options: Partial<InstanceOptions> = {}, modules: Partial<ModuleSource> = {}): Promise<Made> {
  const out: unknown[] = [];
  const functions: Readonly<Record<string, HostFunction>> = {
    out: (args) => {
      out.push(args.text(0));
      return undefined;
    },
    give: (args) => new TextEncoder().encode(args.text(0)),
    take: (args) => {
      out.push([...args.bytes(0)]);
      return undefined;
    },
    measure: (args) => {
      const read = args.utf8(0, 4);
      out.push(typeof read === 'number' ? read : Buffer.from(read).toString());
      return undefined;
    },
    fail: () => {
      throw new Error('host secret at /home/someone/host.ts');
    },
  };
  const instance = await engine.create({
    memoryMiB: 16,
    stackKiB: 256,
    interrupt: () => false,
    modules: {
      resolve: (_base, specifier) => specifier,
      load: (name) => `export const value = '${name}';`,
      ...modules,
    },
    host: functions,
    ...options,
  });
  return { instance, out };
}

const drain = (instance: EngineInstance): void => {
  while (instance.hasJobs()) instance.runJobs(100);
};

describe('an engine', () => {
  it.each(['', 'text', 'a\0b', '\ud800', 'ä😀', '\ufffd', 'x'.repeat(100_000)])(
    'passes %.20j through exactly',
    async (text) => {
      const { instance, out } = await make();
      expect(instance.call('echo', text)).toBeUndefined();
      expect(out).toEqual([text]);
    },
  );

  it('passes bytes both ways, and measures what is too long', async () => {
    const { instance, out } = await make();
    instance.call('bytes', 'ä\0');
    instance.call('size', 'four');
    instance.call('size', 'fünf!');
    expect(out).toEqual([[0xc3, 0xa4, 0], 'four', 6]);
  });

  it('jobsPerSlice: runs at most so many jobs at a time', async () => {
    const { instance, out } = await make();
    instance.call('jobs', 10);
    expect([out.length, instance.hasJobs()]).toEqual([0, true]);
    instance.runJobs(3);
    expect(out).toEqual(['1', '2', '3']);
    instance.runJobs(200);
    expect([out.length, instance.hasJobs()]).toEqual([10, false]);
  });

  it('interrupts what runs, when it is told to', async () => {
    const { instance } = await make({ interrupt: () => true });
    expect(instance.call('run', 'for (;;);')).toMatchObject({ name: 'InternalError', message: 'interrupted' });
  });

  it('says what escapes, and gives a script’s error to the prelude', async () => {
    const { instance, out } = await make();
    expect(instance.call('run', 'null.x')).toMatchObject({ name: 'TypeError', stack: expect.stringContaining('at ') });
    expect(instance.call('run', 'throw 5')).toEqual({ name: '', message: '', stack: '' });
    expect(instance.runScript('throw new RangeError("r")', 'a.js')).toBeUndefined();
    expect(out).toEqual(['thrown RangeError: r']);
  });

  it('loads modules; one that fails is thrown with its place', async () => {
    const { instance, out } = await make(
      {},
      {
        load: (name) =>
          name === 'bad' ? { name: 'SyntaxError', message: 'no', stack: '    at bad:3:4' } : 'export const value = 1;',
      },
    );
    instance.call('load', 'good');
    drain(instance);
    instance.call('load', 'bad');
    drain(instance);
    expect(out).toEqual(['loaded 1', 'SyntaxError: no|    at bad:3:4']);
  });

  it('tells the guest nothing of a host function that throws', async () => {
    const { instance, out } = await make();
    instance.call('bad');
    expect(out).toEqual(['TypeError,The sandbox refused this call,true']);
  });

  it('memoryMiB: a full memory is an exception and a flag, and no growth', async () => {
    const { instance } = await make({ memoryMiB: 16 });
    expect(instance.exhausted).toBe(false);
    const thrown = instance.call('run', 'const a = []; for (;;) a.push(new Uint8Array(1e6));');
    expect([thrown?.message, instance.exhausted]).toEqual(['out of memory', true]);
  });

  it('stackKiB: a larger stack goes deeper, and the end is an error of the guest', async () => {
    const depth = async (stackKiB: number): Promise<number> => {
      const { instance, out } = await make({ stackKiB });
      instance.call(
        'run',
        'let n = 0; const f = () => { n++; f(); }; try { f(); } catch (e) { n = e.message === "stack overflow" ? n : -1; } n',
      );
      return Number(out[0]);
    };
    const [small, large] = [await depth(64), await depth(256)];
    expect(small).toBeGreaterThan(50);
    expect(large).toBeGreaterThan(small * 3);
  });

  it('parses 2.4 MB of JSON after an await without harm: the memory never grows', async () => {
    const { instance, out } = await make({ memoryMiB: 64 });
    instance.call(
      'run',
      'const text = JSON.stringify(Array.from({ length: 40000 }, (_, id) => ({ id, name: "row number " + id, ok: true }))); (async () => { for (let i = 0; i < 4; i++) { await null; globalThis.n = JSON.parse(text).length + text.length; } })(); text.length',
    );
    drain(instance);
    instance.call('run', 'n');
    expect(Number(out[0])).toBeGreaterThan(1_800_000);
    expect(Number(out[1])).toBe(Number(out[0]) + 40_000);
  });
});

describe('A46: instances share nothing', () => {
  it('a canary of one is in its own memory and in no other’s', async () => {
    const memories: WebAssembly.Memory[] = [];
    const Real = WebAssembly.Memory;
    vi.stubGlobal('WebAssembly', {
      ...WebAssembly,
      Module: WebAssembly.Module,
      Instance: WebAssembly.Instance,
      Memory: class extends Real {
        constructor(descriptor: ConstructorParameters<typeof Real>[0]) {
          super(descriptor);
          memories.push(this);
        }
      },
    });
    try {
      const canary = `canary-${crypto.randomUUID()}`;
      const first = await make();
      const before = await make();
      first.instance.call(
        'run',
        `globalThis.keep = ${JSON.stringify(canary)}; for (let i = 0; i < 500; i++) globalThis['k' + i] = keep + i;`,
      );
      const after = await make();
      after.instance.call('run', 'new Uint8Array(1e6).length');
      before.instance.call('run', '1');
      const holds = memories.map((memory) => Buffer.from(memory.buffer).includes(canary));
      expect(holds).toEqual([true, false, false]);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('a global, a prototype and a replaced built-in of one are unknown to the next', async () => {
    const one = await make();
    one.instance.call(
      'run',
      'globalThis.left = 1; Array.prototype.map = 1; JSON.parse = null; Object.prototype.x = 1; 1',
    );
    const two = await make();
    two.instance.call('run', '[typeof left, typeof [].map, typeof JSON.parse, typeof ({}).x].join()');
    expect(two.out).toEqual(['undefined,function,function,undefined']);
  });
});
