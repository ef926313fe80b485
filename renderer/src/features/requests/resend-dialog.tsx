import { Alert, Autocomplete, Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../../shared/result.ts';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { attempt } from '../../backend/session.ts';
import { Loading } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { useRun } from '../run/store.ts';
import { refreshRuns } from '../runs/store.ts';
import { useBody } from './body-store.ts';
import { editsOf, type ResendForm, resendForm } from './resend-form.ts';
import { closeRequestDialog, openRequestDialog } from './store.ts';

const texts = requestsTexts.resend;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

interface FormProps {
  readonly exchange: Exchange;
  /** Text of the recorded body; null where there is none, or it is not text. */
  readonly recorded: string | null;
  readonly isBinary: boolean;
}

function Form({ exchange, recorded, isBinary }: FormProps) {
  const [form, setForm] = useState<ResendForm>(() => resendForm(exchange, recorded));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const change = (part: Partial<ResendForm>) => setForm((before) => ({ ...before, ...part }));

  const send = async () => {
    const edits = editsOf(exchange, recorded, form);
    if (!edits.ok) {
      setFailure(edits.error);
      return;
    }
    setSending(true);
    setFailure(null);
    const mine = new AbortController();
    abort.current = mine;
    let sent: string | undefined;
    const result = await attempt(async (api, signal) => {
      const events = await api.exchanges.resend(
        { exchange: exchange.id, edits: edits.value },
        { signal: AbortSignal.any([signal, mine.signal]) },
      );
      for await (const batch of events)
        for (const event of batch) if (event.kind === 'exchange') sent ??= event.exchange.id;
    });
    if (mine.signal.aborted) return;
    setSending(false);
    const connector = useRun.getState().view?.connector;
    if (connector !== undefined) void refreshRuns(connector);
    if (!result.ok) setFailure(result.error);
    else if (sent !== undefined) openRequestDialog({ kind: 'compare', a: exchange.id, b: sent });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm">
        <Group gap="sm" align="start" wrap="nowrap">
          <Autocomplete
            size="xs"
            w={120}
            label={texts.method}
            data={methods}
            value={form.method}
            onChange={(method) => change({ method })}
          />
          <TextInput
            className="grow"
            label={texts.url}
            value={form.url}
            onChange={(event) => change({ url: event.currentTarget.value })}
            data-autofocus
          />
        </Group>
        <Textarea
          label={texts.headers}
          description={texts.headersHelp}
          autosize
          minRows={4}
          maxRows={12}
          classNames={{ input: 'mono' }}
          value={form.headers}
          onChange={(event) => change({ headers: event.currentTarget.value })}
        />
        {isBinary ? (
          <p className="dim">{texts.bodyBinary}</p>
        ) : (
          <Textarea
            label={texts.body}
            placeholder={texts.noBody}
            autosize
            minRows={3}
            maxRows={14}
            classNames={{ input: 'mono' }}
            value={form.body ?? ''}
            onChange={(event) => change({ body: event.currentTarget.value })}
          />
        )}
        {failure ? (
          <Alert color="red" title={texts.failed}>
            {visibleText(failure.message)}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" color="gray" onClick={() => setForm(resendForm(exchange, recorded))}>
            {texts.reset}
          </Button>
          <span className="grow" />
          <Button variant="default" onClick={closeRequestDialog}>
            {texts.cancel}
          </Button>
          <Button type="submit" loading={sending}>
            {texts.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Edits a recorded request and sends it; then the new exchange is compared with the recorded one. */
export function ResendDialog({ exchange }: { readonly exchange: Exchange }) {
  const body = useBody(exchange, 'request');
  const value = body.kind === 'ready' ? body.value : null;
  return (
    <Modal opened onClose={closeRequestDialog} title={texts.title} size={720}>
      {body.kind === 'loading' ? (
        <Loading what={requestsTexts.body.reading} />
      ) : (
        <Form
          exchange={exchange}
          recorded={value === null || value.binary || value.truncated ? null : value.text}
          isBinary={body.kind === 'failed' || (value !== null && (value.binary || value.truncated))}
        />
      )}
    </Modal>
  );
}
