import type { Parameter, ReportCommand } from '../../shared/import/report.ts';
import { importLimits } from '../../shared/limits.ts';
import { nameCapabilities } from './capabilities.ts';
import { nameCommands } from './command-names.ts';
import type { Operation, OperationParameter, Shape } from './model.ts';
import { firstParagraph } from './short.ts';

/** Body properties taken as parameters of their own. */
const MAX_PROPERTIES = 200;
const MAX_OUTPUTS = 100;
const MAX_CHARS = 300;

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const short = (text: string | undefined): string | undefined => firstParagraph(text, MAX_CHARS);

/** A parameter as it stands in a report: without what only inference needs. */
export function reportParameter(parameter: OperationParameter): Parameter {
  const { pointer: _pointer, minimum: _minimum, maximum: _maximum, format, ...rest } = parameter;
  return { ...rest, ...(format === undefined ? {} : { format }) };
}

function bodyParameter(name: string, shape: Shape, required: boolean): Parameter {
  const description = short(shape.description);
  const preset = shape.default;
  const choices = shape.enum ?? shape.items?.enum;
  return {
    name,
    in: 'body',
    required,
    type: shape.type ?? (shape.properties.size > 0 ? 'object' : 'unknown'),
    ...(shape.format === undefined ? {} : { format: shape.format }),
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
    ...(choices === undefined ? {} : { enum: [...choices] }),
  };
}

interface Body {
  readonly params: readonly Parameter[];
  readonly wholeBody: boolean;
}

/** The body of an operation as parameters of their own, or as one. */
export function bodyOf(operation: Operation): Body {
  const { body } = operation;
  if (!body) return { params: [], wholeBody: false };
  const properties = body.shape?.properties;
  const isText = body.contentType.startsWith('text/');
  if (
    isText ||
    !properties ||
    properties.size === 0 ||
    properties.size > MAX_PROPERTIES ||
    body.shape?.type === 'array'
  ) {
    const params: Parameter[] = [
      { name: 'body', in: 'body', required: body.required, type: isText ? 'string' : (body.shape?.type ?? 'unknown') },
    ];
    return { params, wholeBody: true };
  }
  const required = body.shape?.required;
  const params = [...properties].map(([name, shape]) =>
    bodyParameter(name, shape, body.required && required?.has(name) === true),
  );
  return { params, wholeBody: false };
}

function outputsOf(answer: Shape | undefined): string[] {
  return answer ? [...answer.properties.keys()].slice(0, MAX_OUTPUTS) : [];
}

/** A stated example of the answer, where it is small enough to be a mock scenario. */
function sampleOf({ answer }: Operation): Pick<ReportCommand, 'sample'> {
  const sample = answer?.sample;
  if (sample === undefined || sample === null) return {};
  return (JSON.stringify(sample)?.length ?? 0) <= importLimits.sampleChars ? { sample } : {};
}

/** Every operation that is not a list, as a command. */
export function inferCommands(operations: readonly Operation[]): readonly ReportCommand[] {
  const names = nameCommands(operations);
  const capabilities = nameCapabilities(operations);
  return operations.map((operation, index): ReportCommand => {
    const title = short(operation.summary);
    const description = short(operation.description) ?? title;
    const capability = capabilities[index];
    const body = bodyOf(operation);
    return {
      name: names[index] ?? 'command',
      operation: operation.key,
      sideEffect: !READS.has(operation.method),
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...(capability === undefined ? {} : { capability }),
      ...(operation.server === undefined ? {} : { server: operation.server }),
      ...(operation.auth === undefined ? {} : { auth: [...operation.auth] }),
      ...(operation.deprecated ? { deprecated: true } : {}),
      ...(operation.tags.length === 0 ? {} : { tags: [...operation.tags] }),
      params: [...operation.parameters.map(reportParameter), ...body.params],
      ...(operation.body ? { contentType: operation.body.contentType } : {}),
      ...(body.wholeBody ? { wholeBody: true } : {}),
      outputs: outputsOf(operation.answer?.shape),
      ...sampleOf(operation),
    };
  });
}
