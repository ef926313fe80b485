/** Characters of one line on screen; a longer line goes on in the next row, so that one line of 20 MB stays cheap (A77). */
export const rowChars = 2000;

/** Text as rows for a virtual list: lines, long ones cut into pieces; `line` counts from 1 and is 0 for a continuation. */
export function textRows(text: string): readonly { readonly line: number; readonly text: string }[] {
  const rows: { readonly line: number; readonly text: string }[] = [];
  let number = 0;
  for (const line of text.split(/\r?\n/)) {
    number += 1;
    if (line.length <= rowChars) rows.push({ line: number, text: line });
    else
      for (let at = 0; at < line.length; at += rowChars)
        rows.push({ line: at === 0 ? number : 0, text: line.slice(at, at + rowChars) });
  }
  return rows;
}
