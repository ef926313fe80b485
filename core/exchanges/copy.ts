import { ok, type Result } from '../../shared/result.ts';
import { type Snippet, type SnippetKind, snippet } from '../../shared/run/snippets/index.ts';
import type { Workspace } from '../workspace/types.ts';
import { bodiesOf, storedExchange } from './stored.ts';

/** A recorded request as a program that sends it again (HR-20 … HR-27). Fails with `unknown_exchange`. */
export function copyExchange(workspace: Workspace, id: string, kind: SnippetKind): Result<Snippet> {
  const exchange = storedExchange(workspace, id);
  if (!exchange.ok) return exchange;
  const { requestBody } = exchange.value;
  return ok(snippet(kind, { exchange: exchange.value, body: requestBody && bodiesOf(workspace)(requestBody.id) }));
}
