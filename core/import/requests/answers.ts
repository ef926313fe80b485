import type { Answer, Shape } from '../../infer/model.ts';
import { samplesShape } from '../example-shape.ts';
import type { SeenAnswer } from './seen.ts';

const isSuccess = ({ status }: SeenAnswer): boolean => status >= 200 && status < 300;

/** The shape of samples that came with one status; undefined where none has a JSON body. */
function shapeOf(answers: readonly SeenAnswer[]): Shape | undefined {
  const withBody = answers.filter((answer) => answer.body !== undefined);
  const [first] = withBody;
  if (!first) return undefined;
  return samplesShape(
    withBody.map((answer) => answer.body),
    first.bodyPointer,
    { isText: true },
  );
}

/** The success answer that all samples show together; what only a text tells of it counts where there is no sample (PM-7). */
export function answerOf(answers: readonly SeenAnswer[], told: Shape | undefined): Answer | undefined {
  const good = answers.filter(isSuccess);
  const [first] = good;
  const sample = good.find((answer) => answer.body !== undefined);
  const shape = shapeOf(good) ?? told;
  if (!first) {
    return shape && { pointer: shape.pointer, description: undefined, headers: [], links: [], shape };
  }
  const headers = [...new Map(good.flatMap((answer) => answer.headers).map((one) => [one.name, one])).values()];
  return {
    pointer: (sample ?? first).pointer,
    description: undefined,
    headers,
    links: [],
    shape,
    status: (sample ?? first).status,
    ...(sample === undefined ? {} : { sample: sample.body }),
  };
}

/** Bodies of the failures by status; undefined where none was seen. */
export function failuresOf(answers: readonly SeenAnswer[]): ReadonlyMap<string, Shape | undefined> | undefined {
  const bad = Map.groupBy(
    answers.filter((answer) => answer.status >= 400 && answer.status < 600),
    (answer) => String(answer.status),
  );
  return bad.size === 0 ? undefined : new Map([...bad].sort().map(([status, some]) => [status, shapeOf(some)]));
}
