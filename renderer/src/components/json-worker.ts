import { JsonDocument } from './json-document.ts';
import type { JsonStage } from './json-source.ts';

type Args<Name extends 'children' | 'slice' | 'find' | 'trailOf'> = Parameters<JsonDocument[Name]>;

/** What the page asks of a document. */
export type JsonCall =
  | { readonly method: 'root' }
  | { readonly method: 'children'; readonly args: Args<'children'> }
  | { readonly method: 'slice'; readonly args: Args<'slice'> }
  | { readonly method: 'find'; readonly args: Args<'find'> }
  | { readonly method: 'trailOf'; readonly args: Args<'trailOf'> };

type JsonRequest = { readonly method: 'open'; readonly text: string } | (JsonCall & { readonly id: number });

export type JsonAnswer =
  | { readonly kind: 'stage'; readonly stage: JsonStage }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown };

// The types of the page are those of a window; a worker has a global of its own with the same messages.
const scope: Pick<Worker, 'postMessage' | 'addEventListener'> = globalThis as never;
let json: JsonDocument | undefined;

const tell = (answer: JsonAnswer): void => scope.postMessage(answer);

function read(document: JsonDocument): void {
  const { fault } = document.index.advance(Number.POSITIVE_INFINITY);
  tell({ kind: 'stage', stage: fault === undefined ? { kind: 'whole' } : { kind: 'broken', offset: fault } });
}

function answer(document: JsonDocument, call: JsonCall): unknown {
  switch (call.method) {
    case 'root':
      return document.root();
    case 'children':
      return document.children(...call.args);
    case 'slice':
      return document.slice(...call.args);
    case 'find':
      return document.find(...call.args);
    case 'trailOf':
      return document.trailOf(...call.args);
  }
}

scope.addEventListener('message', ({ data }: MessageEvent<JsonRequest>) => {
  if (data.method === 'open') {
    json = new JsonDocument(data.text);
    read(json);
  } else if (json) tell({ kind: 'answer', id: data.id, value: answer(json, data) });
});
