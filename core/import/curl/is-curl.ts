/** Characters looked at to tell whether a text holds commands. */
const LOOKED_AT = 65_536;
const COMMAND = /^[ \t]*(?:[$>%] ?|sudo |time |\w+=\S* )?(?:[\w./\\:-]*[\\/])?curl(?:\.exe)?[ \t]+\S/m;
const DESCRIPTION = /^\s*[{[]|^["']?(?:openapi|swagger|asyncapi|paths|info|_type)["']?\s*:/m;

/** True for a text that holds curl commands, be it one or a script of them. */
export function isCurlText(text: string): boolean {
  const head = text.slice(0, LOOKED_AT);
  if (/^\s*(?:\$ )?curl(?:\.exe)?\s/.test(head)) return true;
  return COMMAND.test(head) && !DESCRIPTION.test(head);
}
