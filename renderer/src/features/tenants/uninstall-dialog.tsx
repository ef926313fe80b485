import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { type Operator, operatorSchema } from '../../../../shared/contract/tenants.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { ScrollList } from '../../components/scroll-list.tsx';
import { IconAlertTriangle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { instancesTexts } from '../../texts/tenants.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import { noteInstancesChanged } from './store.ts';

const texts = instancesTexts.uninstallDialog;

const operatorsSchema = z.array(operatorSchema);

/** The operators that a refusal names (FC-57). */
function operatorsOf(failure: Failure | null): readonly Operator[] {
  const parsed = operatorsSchema.safeParse(failure?.details?.operators);
  return parsed.success ? parsed.data : [];
}

function Operators({ operators }: { readonly operators: readonly Operator[] }) {
  return (
    <ScrollList label={instancesTexts.operators} className="market-operators">
      {operators.map(({ id, name }) => (
        <li key={id}>{visibleText(name)}</li>
      ))}
    </ScrollList>
  );
}

interface UninstallDialogProps {
  readonly tenant: string;
  readonly instance: string;
  readonly name: string;
}

/** Asks before an installed connector is removed, and says whose operators need it. */
export function UninstallDialog({ tenant, instance, name }: UninstallDialogProps) {
  const [needed] = useLoaded(`${tenant} ${instance}`, () =>
    attempt((api) => api.tenants.dependents({ tenant, instance })),
  );
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const operators = needed.kind === 'ready' ? needed.value.operators : null;
  const uninstall = async () => {
    setBusy(true);
    setFailure(null);
    const result = await attempt((api) => api.tenants.uninstall({ tenant, instance }));
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    closeDialog();
    showDone(texts.done(name));
    noteInstancesChanged();
  };
  return (
    <Modal opened onClose={closeDialog} title={texts.title(visibleText(name))} size="md">
      <Stack gap="md">
        <p>{texts.what}</p>
        {needed.kind === 'loading' ? (
          <p className="dim" role="status">
            {texts.asking}
          </p>
        ) : null}
        {needed.kind === 'failed' ? <p className="tone-warn">{visibleText(needed.failure.message)}</p> : null}
        {needed.kind === 'ready' && operators === null ? <p className="dim">{texts.unknown}</p> : null}
        {operators !== null && operators.length === 0 ? <p className="dim">{texts.nobody}</p> : null}
        {operators !== null && operators.length > 0 ? (
          <Alert color="orange" icon={<IconAlertTriangle size={16} />} title={texts.needed}>
            <Operators operators={operators} />
          </Alert>
        ) : null}
        {failure === null ? null : (
          <Alert color="red" icon={<IconAlertTriangle size={16} />} role="alert" title={texts.refused}>
            <p>{visibleText(failure.message)}</p>
            <Operators operators={operatorsOf(failure)} />
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog} data-autofocus>
            {texts.keep}
          </Button>
          <Button color="red" loading={busy} onClick={() => void uninstall()}>
            {texts.uninstall}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
