import { ActionIcon, Button, FileButton, Group, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { settingsLimits } from '../../../../shared/limits.ts';
import type { Failure } from '../../../../shared/result.ts';
import { IconX } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { networkTexts } from '../../texts/network.ts';
import { type DraftAuthority, type NetworkDraft, validity, withAuthority } from './network-draft.ts';

const t = networkTexts.authorities;

function AuthorityRow({ authority, onRemove }: { readonly authority: DraftAuthority; onRemove(): void }) {
  const { name, subject, validTo } = authority;
  const state = validity(validTo, Date.now());
  const day = validTo?.slice(0, 10) ?? '';
  const words = { fresh: t.fresh, good: t.until(day), soon: t.soon(day), ended: t.ended(day) }[state];
  return (
    <li className="host-row">
      <strong>{visibleText(name)}</strong>
      <span className="dim grow ellipsis">{visibleText((subject ?? '').replaceAll('\n', ', '))}</span>
      <span className={state === 'ended' ? 'tone-error' : state === 'soon' ? 'tone-warn' : 'dim'}>{words}</span>
      <ActionIcon aria-label={t.remove(name)} onClick={onRemove}>
        <IconX size={13} />
      </ActionIcon>
    </li>
  );
}

interface AuthorityFormProps {
  readonly draft: NetworkDraft;
  change(part: Partial<NetworkDraft>): void;
}

/** Asks for a further authority: a text that was pasted, or a file. */
function AddAuthority({ draft, change, onDone }: AuthorityFormProps & { onDone(): void }) {
  const [name, setName] = useState('');
  const [pem, setPem] = useState('');
  const [problem, setProblem] = useState<Pick<Failure, 'code' | 'message'> | null>(null);
  const errorOf = (field: string) => (problem?.code === field ? problem.message : undefined);
  const read = async (file: File | null) => {
    if (file === null) return;
    if (file.size > settingsLimits.pemChars) return setProblem({ code: 'pem', message: t.tooLarge });
    setPem(await file.text());
    if (name === '') setName(file.name.replace(/\.[^.]*$/, '').replace(/[^\w .()-]/g, '-'));
  };
  const add = () => {
    const added = withAuthority(draft, name, pem);
    if (!added.ok) return setProblem(added.error);
    change({ authorities: added.value.authorities });
    onDone();
  };
  return (
    <div className="form-section">
      <TextInput
        label={t.name}
        required
        autoFocus
        value={name}
        error={errorOf('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={t.pem}
        required
        placeholder={t.pemExample}
        autosize
        minRows={4}
        maxRows={8}
        classNames={{ input: 'mono' }}
        value={pem}
        error={errorOf('pem')}
        onChange={(event) => setPem(event.currentTarget.value)}
      />
      <Group gap="sm" justify="flex-end">
        <FileButton
          accept=".pem,.crt,.cer,.txt"
          onChange={(file) => void read(file)}
          inputProps={{ 'aria-label': t.fileLabel }}
        >
          {(props) => (
            <Button variant="default" {...props}>
              {t.file}
            </Button>
          )}
        </FileButton>
        <span className="grow" />
        <Button variant="default" onClick={onDone}>
          {t.cancel}
        </Button>
        <Button variant="default" onClick={add}>
          {t.addButton}
        </Button>
      </Group>
    </div>
  );
}

/** Further certificate authorities with their subject and end. */
export function AuthorityForm({ draft, change }: AuthorityFormProps) {
  const [adding, setAdding] = useState(false);
  const { authorities } = draft;
  return (
    <section className="form-section" aria-label={t.title}>
      <h3>{t.title}</h3>
      <p className="dim">{t.what}</p>
      {authorities.length === 0 ? (
        <p className="dim">{t.none}</p>
      ) : (
        <ul className="host-rows">
          {authorities.map((one) => (
            <AuthorityRow
              key={one.name}
              authority={one}
              onRemove={() => change({ authorities: authorities.filter((other) => other !== one) })}
            />
          ))}
        </ul>
      )}
      {adding ? (
        <AddAuthority draft={draft} change={change} onDone={() => setAdding(false)} />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        </Group>
      )}
    </section>
  );
}
