import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Pool } from 'undici';

/** A server in a process of its own, and kept connections to it. */
export interface Asked {
  readonly key: string;
  /** Sends one request; throws unless it is answered well. */
  send(
    path: string,
    archive?: { readonly bytes: Uint8Array; readonly headers: Readonly<Record<string, string>> },
  ): Promise<void>;
  close(): Promise<void>;
}

/** Starts a script that prints `{"url": …, "key": …}`; `key` is used where the script prints none. */
export async function startAsked(script: string, place: object, key = ''): Promise<Asked> {
  const file = path.join(import.meta.dirname, script);
  const child = spawn(process.execPath, [file, JSON.stringify(place)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const said: { readonly url: string; readonly key: string } = JSON.parse(String(line));
  const used = said.key === '' ? key : said.key;
  const pool = new Pool(said.url, { connections: 20 });
  return {
    key: used,
    send: async (address, archive) => {
      const { statusCode, body } = await pool.request({
        path: address,
        method: archive ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${used}`, ...archive?.headers },
        ...(archive ? { body: archive.bytes } : {}),
      });
      const text = await body.text();
      if (statusCode >= 300) throw new Error(`${address} answered ${statusCode}: ${text.slice(0, 300)}`);
    },
    close: async () => {
      await pool.destroy();
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** What calls of several clients at once cost. */
export interface Load {
  /** Calls per second. */
  readonly rate: number;
  /** The time that 95 of 100 calls stay below, ms. */
  readonly p95: number;
}

/** Makes calls, so many clients at once. */
export async function load(clients: number, calls: readonly (() => Promise<void>)[]): Promise<Load> {
  const queue = calls.values();
  const times: number[] = [];
  const start = performance.now();
  const client = async (): Promise<void> => {
    for (const call of queue) {
      const begun = performance.now();
      await call();
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const rate = (calls.length * 1_000) / (performance.now() - start);
  return { rate, p95: times.sort((a, b) => a - b)[Math.floor(calls.length * 0.95)] ?? Number.NaN };
}

/** The time that 95 of 100 calls stay below, one after another, ms. */
export const p95 = async (calls: number, call: () => Promise<void>): Promise<number> =>
  (
    await load(
      1,
      Array.from({ length: calls }, () => call),
    )
  ).p95;
