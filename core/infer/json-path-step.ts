/** One step of a JSONPath by the name of a property, quoted where the name asks for it; `*` stands for every value. */
export const jsonPathStep = (name: string): string =>
  name === '*' || /^[A-Za-z_$][\w$-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
