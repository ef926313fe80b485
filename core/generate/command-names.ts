/** A helper of commands.js. */
export type Helper =
  | 'send'
  | 'missingOf'
  | 'pick'
  | 'route'
  | 'joined'
  | 'encoded'
  | 'partsOf'
  | 'utf8'
  | 'bytesOf'
  | 'answered'
  | 'credentials'
  | 'basic';

/** Helpers of commands.js under names that no command has. */
export type HelperNames = Readonly<Record<Helper, string>>;

/** Names for the helpers that the commands leave free. */
export function helperNames(commands: ReadonlySet<string>): HelperNames {
  const free = (name: Helper): string => {
    let found: string = name;
    for (let n = 2; commands.has(found); n++) found = `${name}${n}`;
    return found;
  };
  return {
    send: free('send'),
    missingOf: free('missingOf'),
    pick: free('pick'),
    route: free('route'),
    joined: free('joined'),
    encoded: free('encoded'),
    partsOf: free('partsOf'),
    utf8: free('utf8'),
    bytesOf: free('bytesOf'),
    answered: free('answered'),
    credentials: free('credentials'),
    basic: free('basic'),
  };
}
