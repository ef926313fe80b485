import { Command } from 'commander';
import { vi } from 'vitest';

/** What a command wrote, and its exit code. */
export interface Said {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** Runs one command in this process, as the program would with these arguments. */
export async function runCommand(register: (program: Command) => void, ...args: readonly string[]): Promise<Said> {
  const texts = { out: '', err: '' };
  const hear = (stream: NodeJS.WriteStream, into: 'out' | 'err') =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      texts[into] += String(text);
      return true;
    });
  const spies = [hear(process.stdout, 'out'), hear(process.stderr, 'err')];
  try {
    const program = new Command().enablePositionalOptions();
    register(program);
    await program.parseAsync(args, { from: 'user' });
    return { ...texts, code: Number(process.exitCode ?? 0) };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = undefined;
  }
}
