import { downloadLimits } from '../../../shared/limits.ts';
import type { JsonObject } from '../../import/json.ts';
import { readResource } from '../resource.ts';
import { inResult, quoted, type Report } from './report.ts';
import { contradiction } from './sniff.ts';
import { isText, kindOf } from './value.ts';

/** The result of resource: FB-62, A69. */
export function checkResource(result: JsonObject, report: Report): void {
  const { contentType, body } = result;
  const isType = isText(contentType) && /^[\w.+-]+\/[\w.+-]+(?:\s*;.*)?$/s.test(contentType);
  if (!isType) {
    report({
      code: 'resource_no_type',
      place: () => inResult('contentType'),
      message: () => `contentType must be a media type such as application/pdf, and is ${quoted(contentType ?? null)}.`,
    });
  }
  if (typeof body !== 'string') {
    report({
      code: 'resource_no_body',
      place: () => inResult('body'),
      message: () => `body must be the content in base64, one text, and is ${kindOf(body)}.`,
    });
    return;
  }
  const content = readResource(result);
  if (!content.ok) {
    const tooLarge = content.error.code === 'too_large';
    report({
      code: tooLarge ? 'resource_too_large' : 'resource_not_base64',
      place: () => inResult('body'),
      message: () =>
        tooLarge
          ? `The content holds more than ${downloadLimits.bytes} bytes, which is the limit of what can be saved.`
          : 'body is not base64, so that its bytes cannot be read; encode the bytes, not their text.',
    });
    return;
  }
  if (content.value.bytes.byteLength === 0) {
    report({
      code: 'resource_empty',
      place: () => inResult('body'),
      message: () => 'The file is empty; is that what the source answered?',
    });
    return;
  }
  const problem = isType ? contradiction(contentType, content.value.bytes) : undefined;
  if (problem === undefined) return;
  report({
    code: 'resource_type_differs',
    place: () => inResult('contentType'),
    message: () => `The file is declared as ${quoted(contentType)}, but ${problem}; do not trust its name or type.`,
  });
}
