import { assertNever } from '../../result.ts';
import { bashSnippet } from './bash.ts';
import { cmdSnippet } from './cmd.ts';
import { fetchSnippet } from './fetch.ts';
import { powershellSnippet } from './powershell.ts';
import { pythonSnippet } from './python.ts';
import { type SnippetRequest, type SnippetSource, snippetRequest } from './request.ts';
import type { SnippetVariable } from './template.ts';

export type { SnippetSource } from './request.ts';
export type { SnippetVariable } from './template.ts';

/** What a recorded request can be copied as. */
export const snippetKinds = ['curl', 'curl-cmd', 'powershell', 'fetch', 'python'] as const;
export type SnippetKind = (typeof snippetKinds)[number];

export interface Snippet {
  /** Program text; foreign parts of it are quoted, what cannot be seen in them is escaped. */
  readonly text: string;
  /** Variables of the environment that the reader's secrets go into: records hold none. */
  readonly variables: readonly SnippetVariable[];
  /** Sentences about what the reader has to do or know. */
  readonly notes: readonly string[];
}

function written(
  kind: SnippetKind,
  request: SnippetRequest,
): { readonly text: string; readonly notes?: readonly string[] } {
  switch (kind) {
    case 'curl':
      return { text: bashSnippet(request) };
    case 'curl-cmd':
      return cmdSnippet(request);
    case 'powershell':
      return { text: powershellSnippet(request) };
    case 'fetch':
      return fetchSnippet(request);
    case 'python':
      return { text: pythonSnippet(request) };
    default:
      return assertNever(kind);
  }
}

/** A recorded request as a program that sends it again, with the reader's own secrets (HR-20 … HR-27, A107). */
export function snippet(kind: SnippetKind, source: SnippetSource): Snippet {
  const request = snippetRequest(source);
  const { text, notes = [] } = written(kind, request);
  return { text, variables: request.variables, notes: [...request.notes, ...notes] };
}
