import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type SnippetKind, snippetKinds } from '../../../../shared/run/snippets/index.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { copyText } from '../../lib/clipboard.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { closeRequestDialog, openRequestDialog } from './store.ts';

interface Program {
  readonly text: string;
  readonly variables: readonly { readonly name: string; readonly place: string }[];
  readonly notes: readonly string[];
}

const texts = requestsTexts.copyDialog;

function Shown({ program }: { readonly program: Program }) {
  return (
    <>
      <pre className="snippet mono" {...focusable}>
        {visibleText(program.text)}
      </pre>
      {program.variables.length === 0 ? null : (
        <div>
          <p>{texts.variables}</p>
          <dl className="headers mono">
            {program.variables.map(({ name, place }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{visibleText(place)}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {program.notes.length === 0 ? null : (
        <ul className="notes" aria-label={texts.notes}>
          {program.notes.map((note) => (
            <li key={note}>{visibleText(note)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

// A scroll container must be reachable by keyboard although it is no control.
const focusable = { tabIndex: 0, role: 'region', 'aria-label': texts.text } as const;

/** A request as a program, with what the reader has to set and to know. */
export function CopyDialog({ exchange, as }: { readonly exchange: string; readonly as: SnippetKind }) {
  const [program, setProgram] = useState<Loadable<Program>>(loading);
  useEffect(() => {
    let live = true;
    void attempt((api) => api.exchanges.copy({ exchange, as })).then((result) => {
      if (live)
        setProgram(result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', failure: result.error });
    });
    return () => {
      live = false;
    };
  }, [exchange, as]);
  return (
    <Modal opened onClose={closeRequestDialog} title={texts.title} size={720}>
      <Stack gap="sm">
        <Group gap="sm" align="end">
          <Select
            label={texts.as}
            data={snippetKinds.map((kind) => ({ value: kind, label: requestsTexts.snippets[kind] }))}
            value={as}
            onChange={(value) => {
              const kind = snippetKinds.find((one) => one === value);
              if (kind) openRequestDialog({ kind: 'copy', exchange, as: kind });
            }}
          />
          <span className="grow" />
          <Button
            disabled={program.kind !== 'ready'}
            onClick={() => program.kind === 'ready' && copyText(program.value.text, texts.program)}
          >
            {texts.copy}
          </Button>
        </Group>
        {program.kind === 'loading' ? <Loading what={texts.reading} /> : null}
        {program.kind === 'failed' ? <Failed failure={program.failure} /> : null}
        {program.kind === 'ready' ? <Shown program={program.value} /> : null}
      </Stack>
    </Modal>
  );
}
