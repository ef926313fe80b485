const text = (description: string) => ({ type: 'string', description });

const rule = {
  type: 'object',
  description: 'What answers a request.',
  required: ['respond'],
  properties: {
    match: {
      type: 'object',
      description: 'Which requests it is for; a part that is absent fits every request.',
      properties: { method: text('GET, POST …'), url: text('Text that the address contains.') },
    },
    respond: {
      type: 'object',
      description: 'The answer.',
      required: ['status'],
      properties: {
        status: { type: 'integer', description: 'HTTP status, 200 to 599.', minimum: 200, maximum: 599 },
        headers: { type: 'object', description: 'Headers by name.', additionalProperties: { type: 'string' } },
        body: { description: 'Text as it is, or any JSON value.' },
      },
    },
    times: { type: 'integer', minimum: 1, description: 'How many requests it answers; 1 where absent.' },
  },
};

const scenario = {
  type: 'object',
  description:
    'The outcome of the command, the result of the function, or with `http` answers to the requests that the code makes.',
  properties: {
    http: {
      type: 'array',
      description: 'Answers to the requests that the code makes, the first that fits.',
      items: rule,
    },
    success: { type: 'boolean', description: 'Of a command: whether it did what it should.' },
    payload: { description: 'Of a command: its result.' },
    error: text('Of a command that failed: why, one sentence.'),
  },
};

/**
 * mocks.json for completion and hover (FL-71). Written by hand: the schema that reads the file tells two kinds of scenarios apart
 * by code, which no JSON schema can be made of.
 */
export const mocksJsonSchema = {
  type: 'object',
  description: 'The scenarios of each command or function by name.',
  additionalProperties: {
    type: 'object',
    description: 'Scenarios by name; `default` is the one that is used where none is named.',
    properties: { default: scenario },
    additionalProperties: scenario,
  },
};
