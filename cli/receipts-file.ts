import { randomBytes } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import type { ToolResult } from '../core/runs/calls/tool-calls.ts';
import { outcomeOf } from '../core/runs/calls/tool-calls.ts';
import { receiptLimits } from '../shared/limits.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Receipt, receiptSchema, testReceipt } from '../shared/run/receipt.ts';
import { fileFailure } from './source.ts';

/** Tenant of receipts that no marketplace wrote. */
const DEV_TENANT = 't_dev';

const newId = (prefix: string): string => `${prefix}_${randomBytes(8).toString('hex')}`;

/** A file that receipts are appended to, one JSON document a line (FC-73, FC-75). */
export interface ReceiptsFile {
  /** Puts a result on record; throws the system's error where it cannot be written. */
  add(result: ToolResult): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file for receipts of one test; what stands in it stays. Fails with `bad_file`. */
export async function openReceipts(file: string, connector: string): Promise<Result<ReceiptsFile>> {
  try {
    const handle = await open(file, 'a', 0o600);
    const requestId = newId('req');
    return ok({
      add: async (result) => {
        const receipt = testReceipt({
          ...{
            id: newId('rc'),
            tenant: DEV_TENANT,
            connector: `cn-${connector}`,
            tool: result.tool,
            mode: result.mode,
          },
          ...{ outcome: outcomeOf(result) },
          ...{ idempotencyKey: null, requestId, at: new Date().toISOString() },
        });
        await handle.appendFile(`${JSON.stringify(receipt)}\n`);
      },
      close: () => handle.close(),
    });
  } catch (error) {
    return fileFailure('written', file, error);
  }
}

/** What a file of receipts holds, oldest first, and the lines that are none. */
export interface ReadReceipts {
  readonly receipts: readonly Receipt[];
  readonly errors: readonly { readonly line: number; readonly message: string }[];
}

function readLine(line: string): Receipt | undefined {
  try {
    return receiptSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** Reads a file of receipts; a line that is none keeps none of the others away. Fails with `bad_file` and `too_large`. */
export async function readReceipts(file: string): Promise<Result<ReadReceipts>> {
  try {
    const { size } = await stat(file);
    if (size > receiptLimits.fileBytes)
      return fail('input', 'too_large', `${file} has ${size} bytes; ${receiptLimits.fileBytes} are read at most.`);
    const lines = (await readFile(file, 'utf8')).split('\n').map((text, at) => ({ text, line: at + 1 }));
    const read = lines.flatMap(({ text, line }) => (text.trim() === '' ? [] : [{ line, receipt: readLine(text) }]));
    return ok({
      receipts: read.flatMap(({ receipt }) => receipt ?? []),
      errors: read.flatMap(({ line, receipt }) =>
        receipt ? [] : [{ line, message: `Line ${line} of ${file} is no receipt.` }],
      ),
    });
  } catch (error) {
    return fileFailure('read', file, error);
  }
}
