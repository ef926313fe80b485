import { isFunctionName } from '../../../../shared/connector/names.ts';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { attempt } from '../../backend/session.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { useConnectors } from '../connectors/store.ts';
import { currentText, writeFile } from '../connectors/write-file.ts';
import { showFile } from '../editor/store.ts';
import { useRun } from '../run/store.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { mockRule, recordedScenario, withMock } from './mock-rule.ts';

const texts = requestsTexts.mock;
const path = 'mocks.json';

interface Place {
  readonly detail: ConnectorDetail;
  readonly target: string;
}

/** The function or command whose request an exchange is; undefined where there is none that a mock could be for. */
function placeOf({ status, error }: Exchange): Place | undefined {
  const { view } = useRun.getState();
  if (view === null || status === null || status < 200 || error !== undefined) return undefined;
  const detail = loadedValue(useConnectors.getState().details.get(view.connector));
  if (detail === undefined) return undefined;
  const { target } = view;
  const isKnown = isFunctionName(target) || Object.hasOwn(detail.manifest?.commands ?? {}, target);
  return isKnown ? { detail, target } : undefined;
}

/** Whether the answer of an exchange can be kept as a mock. */
export const canBeMock = (exchange: Exchange): boolean => placeOf(exchange) !== undefined;

/** Adds the answer of an exchange to the mocks of what sent the request, and saves them as a revision. */
export async function addAsMock(exchange: Exchange): Promise<void> {
  const place = placeOf(exchange);
  if (place === undefined) return;
  const { detail, target } = place;
  const refuse = (message: string) => showError(texts.notAdded, { kind: 'input', code: 'no_mock', message });
  const body = exchange.responseBody
    ? await attempt((api) => api.runs.body({ exchange: exchange.id, side: 'response' }))
    : undefined;
  if (body?.ok === false) return showError(texts.notAdded, body.error);
  if (body?.value.binary || body?.value.truncated) return refuse(texts.noText);
  const isThere = detail.files.some((one) => one.path === path);
  const before = isThere ? await currentText(detail.id, path) : '';
  if (before === undefined) return refuse(texts.unreadable);
  const text = withMock(before, target, mockRule(exchange, body?.value.text));
  if (!text.ok) return showError(texts.notAdded, text.error);
  if (await writeFile(detail.id, path, text.value, isThere ? undefined : detail.revision))
    showDone(texts.added(recordedScenario, target), [{ label: texts.show, run: () => showFile(detail.id, path) }]);
}
