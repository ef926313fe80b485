import { InvalidArgumentError } from 'commander';

/** Collects a repeatable `key=value` option. */
export function collectPair(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`${JSON.stringify(text)} is not of the form key=value.`);
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** Collects a repeatable option, each value of which may hold several separated by commas. */
export const collectList = (text: string, before: readonly string[]): string[] => [
  ...before,
  ...text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
];

/** A TCP port, 0 for any free one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError(`${JSON.stringify(text)} is not a port (0…65535).`);
  return port;
}
