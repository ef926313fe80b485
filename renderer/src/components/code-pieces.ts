/** Languages that a text view colours, line by line. */
export type CodeLanguage = 'json' | 'markup' | 'plain';

/** A piece of a line with the class of its colour. */
export interface CodePiece {
  readonly text: string;
  readonly tone: 'name' | 'text' | 'number' | 'word' | 'comment' | undefined;
}

const json = /("(?:[^"\\]|\\.)*"(?=\s*:))|("(?:[^"\\]|\\.)*"?)|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;
const markup = /(<!--.*?(?:-->|$))|(<[/?!]?[A-Za-z][^\s/>]*|[/?]?>)|("[^"<>]*"|'[^'<>]*')|(&#?\w+;)/g;

const tones = {
  json: ['name', 'text', 'number', 'word'],
  markup: ['comment', 'name', 'text', 'word'],
} as const;

/** A line in coloured pieces; joined they are the line. What goes over several lines is coloured as each line looks by itself. */
export function codePieces(line: string, language: CodeLanguage): readonly CodePiece[] {
  if (language === 'plain') return [{ text: line, tone: undefined }];
  const pieces: CodePiece[] = [];
  let from = 0;
  for (const match of line.matchAll(language === 'json' ? json : markup)) {
    if (match.index > from) pieces.push({ text: line.slice(from, match.index), tone: undefined });
    const group = match.slice(1).findIndex((one) => one !== undefined);
    pieces.push({ text: match[0], tone: tones[language][group] });
    from = match.index + match[0].length;
  }
  if (from < line.length) pieces.push({ text: line.slice(from), tone: undefined });
  return pieces;
}
