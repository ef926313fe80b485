/** The element that a payload would put into a page where its text were taken for markup. */
export const MARK = 'crawl-mark';

/** What a page that runs a payload sets on its window. */
export const FLAG = '__executed';

/**
 * A text that tries every way out of being text: elements that run or load, the end of an attribute, an address with a
 * script, template and terminal codes, and characters that hide or reorder others. It asks a trap for what it would load.
 */
export function payloadFor(trap: string): string {
  const run = `window.${FLAG}=1`;
  return [
    `"'><${MARK}></${MARK}><img src=x onerror="${run}"><svg onload="${run}"></svg>`,
    `<iframe src="${trap}/frame"></iframe><link rel=stylesheet href="${trap}/style"><img src="${trap}/image">`,
    `<script>${run}</script></textarea></title></style>`,
    `[link](javascript:${run}) ![image](${trap}/markdown) {{constructor.constructor('${run}')()}} \${${run}}`,
    'left\u202eright\u2066\u200b \u0007\u001b[31mred\u001b]8;;javascript:1\u0007',
  ].join(' ');
}

/** The characters of the payload that no text on view may hold as they are. */
export const invisible = '\u202e\u2066\u200b\u0007\u001b';

/** An address that runs a script where it is followed. */
export const scriptAddress: string = `javascript:window.${FLAG}=1//`;

/** A drawing that runs and loads where it is more than a picture. */
export const drawingFor = (trap: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="window.${FLAG}=1"><script>window.${FLAG}=1</script><image href="${trap}/drawing" width="9" height="9"/><a href="javascript:window.${FLAG}=1"><rect width="9" height="9"/></a></svg>`;
