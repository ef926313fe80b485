import { Button, Checkbox, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { vaultLimits } from '../../../../shared/limits.ts';
import type { Failure, Result } from '../../../../shared/result.ts';
import type { VaultState } from '../../../../shared/vault.ts';
import { formatPlural } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { vaultTexts as t } from '../../texts/vault.ts';
import { showDone } from '../workbench/toast.ts';
import { passphraseStrength } from './strength.ts';
import { changePassphrase, createVault, settleVault, unlockVault, useVault } from './vault-store.ts';

const show = { 'aria-label': t.showText } as const;

function StrengthHint({ text }: { readonly text: string }) {
  const strength = passphraseStrength(text);
  const words = strength === 'short' ? t.strength.short(vaultLimits.passphraseChars) : t.strength[strength];
  return (
    <div className="strength" data-strength={text === '' ? 'none' : strength}>
      <span className="strength-bar" aria-hidden>
        <i />
      </span>
      <span role="status">{words}</span>
    </div>
  );
}

interface MoveProps {
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

/** Offers to take the secrets of this session along, where there are any. */
function MoveAlong({ checked, onChange }: MoveProps) {
  const count = useVault((vault) => vault.state?.sessionSecrets ?? 0);
  if (count === 0) return null;
  const label = t.making.moves(formatPlural(count, t.secret));
  return <Checkbox label={label} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

type Act = () => Promise<Result<VaultState>>;

/** What the forms of passphrases share: one act at a time, its failure, and the end. */
function useAct(done: string) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const act = async (work: Act) => {
    setBusy(true);
    const result = await work();
    setBusy(false);
    if (!result.ok) return setProblem(result.error);
    showDone(done);
    settleVault(true);
  };
  return { busy, problem: problem === null ? undefined : visibleText(problem.message), act };
}

interface ButtonsProps {
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly label: string;
}

function Buttons({ busy, disabled, label }: ButtonsProps) {
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={() => settleVault(false)}>
        {t.cancel}
      </Button>
      <Button type="submit" loading={busy} disabled={disabled}>
        {label}
      </Button>
    </Group>
  );
}

/** Asks for the passphrase of the vault file. */
export function UnlockForm() {
  const [passphrase, setPassphrase] = useState('');
  const [moves, setMoves] = useState(true);
  const { busy, problem, act } = useAct(t.isUnlocked);
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void act(() => unlockVault({ passphrase, moveSession: moves }));
      }}
    >
      <Stack gap="md">
        <Text>{t.unlocking.what}</Text>
        <PasswordInput
          label={t.passphrase}
          autoComplete="off"
          data-autofocus
          value={passphrase}
          error={problem}
          visibilityToggleButtonProps={show}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <MoveAlong checked={moves} onChange={setMoves} />
        <Text className="dim">{t.unlocking.forgot}</Text>
        <Buttons busy={busy} disabled={passphrase === ''} label={t.unlocking.button} />
      </Stack>
    </form>
  );
}

/** A new passphrase, twice; tells when it can be used. */
function NewPassphrase({ label, first, second, error, onChange }: NewProps) {
  const differs = second !== '' && second !== first;
  return (
    <>
      <div>
        <PasswordInput
          label={label}
          autoComplete="new-password"
          value={first}
          error={error}
          visibilityToggleButtonProps={show}
          onChange={(event) => onChange(event.currentTarget.value, second)}
        />
        <StrengthHint text={first} />
      </div>
      <PasswordInput
        label={t.making.again}
        autoComplete="new-password"
        value={second}
        error={differs ? t.making.differs : undefined}
        visibilityToggleButtonProps={show}
        onChange={(event) => onChange(first, event.currentTarget.value)}
      />
    </>
  );
}

interface NewProps {
  readonly label: string;
  readonly first: string;
  readonly second: string;
  readonly error: string | undefined;
  onChange(first: string, second: string): void;
}

const canUse = (first: string, second: string): boolean => first === second && passphraseStrength(first) !== 'short';

/** Makes the vault file. */
export function CreateForm() {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [moves, setMoves] = useState(true);
  const { busy, problem, act } = useAct(t.isMade);
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (canUse(first, second)) void act(() => createVault({ passphrase: first, moveSession: moves }));
      }}
    >
      <Stack gap="md">
        <Text>{t.making.what}</Text>
        <NewPassphrase
          label={t.passphrase}
          first={first}
          second={second}
          error={problem}
          onChange={(one, two) => {
            setFirst(one);
            setSecond(two);
          }}
        />
        <MoveAlong checked={moves} onChange={setMoves} />
        <Buttons busy={busy} disabled={!canUse(first, second)} label={t.making.button} />
      </Stack>
    </form>
  );
}

/** Gives the vault file another passphrase. */
export function ChangeForm() {
  const [current, setCurrent] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const { busy, problem, act } = useAct(t.isChanged);
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (canUse(first, second)) void act(() => changePassphrase(current, first));
      }}
    >
      <Stack gap="md">
        <Text>{t.changing.what}</Text>
        <PasswordInput
          label={t.changing.current}
          autoComplete="off"
          data-autofocus
          value={current}
          error={problem}
          visibilityToggleButtonProps={show}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPassphrase
          label={t.changing.next}
          first={first}
          second={second}
          error={undefined}
          onChange={(one, two) => {
            setFirst(one);
            setSecond(two);
          }}
        />
        <Buttons busy={busy} disabled={current === '' || !canUse(first, second)} label={t.changing.button} />
      </Stack>
    </form>
  );
}
