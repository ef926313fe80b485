import { Button, Group, Input, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../../../shared/run/connection.ts';
import { visibleText } from '../../lib/text.ts';
import { connectionTexts as t } from '../../texts/connections.ts';
import { timeAgo } from './ago.ts';
import type { FormField } from './form.ts';

type Secret = Connection['secrets'][number];

/** How a secret is kept, in words. */
export const secretWords = ({ stored, changedAt }: Secret): string =>
  changedAt === undefined || stored === 'missing'
    ? t.stored[stored]
    : `${t.stored[stored]} · ${t.changed(timeAgo(changedAt))}`;

interface SecretInputProps {
  readonly field: FormField;
  readonly value: string;
  /** The secret as it is kept; undefined for one that never was given. */
  readonly secret: Secret | undefined;
  readonly cleared: boolean;
  readonly error: string | undefined;
  onChange(text: string): void;
  onClear(cleared: boolean): void;
}

/** A secret that is there: what is known of it but itself, and what can be done with it. */
function Kept({ field, secret, cleared, onReplace, onClear }: KeptProps) {
  const title = visibleText(field.title);
  return (
    <Input.Wrapper label={title} required={field.required} labelElement="div">
      <Group className="secret-kept" gap="sm" wrap="nowrap">
        <span className={`grow ellipsis ${cleared ? 'tone-warn' : 'dim'}`}>
          {cleared ? t.secret.cleared : t.secret.is(secretWords(secret))}
        </span>
        {cleared ? (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t.secret.keepField(title)}
            onClick={() => onClear(false)}
          >
            {t.secret.keep}
          </Button>
        ) : (
          <>
            <Button size="compact-xs" variant="default" aria-label={t.secret.replaceField(title)} onClick={onReplace}>
              {t.secret.replace}
            </Button>
            {field.required ? null : (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t.secret.clearField(title)}
                onClick={() => onClear(true)}
              >
                {t.secret.clear}
              </Button>
            )}
          </>
        )}
      </Group>
    </Input.Wrapper>
  );
}

interface KeptProps {
  readonly field: FormField;
  readonly secret: Secret;
  readonly cleared: boolean;
  onReplace(): void;
  onClear(cleared: boolean): void;
}

/** Asks for a secret; one that is stored can be replaced or removed, never read. */
export function SecretInput({ field, value, secret, cleared, error, onChange, onClear }: SecretInputProps) {
  const [replacing, setReplacing] = useState(false);
  const kept = secret !== undefined && secret.stored !== 'missing';
  if (kept && !replacing && value === '')
    return (
      <Kept field={field} secret={secret} cleared={cleared} onReplace={() => setReplacing(true)} onClear={onClear} />
    );
  const lines = value.split('\n').length;
  const hint = kept ? t.secret.replacing : visibleText(field.description) || undefined;
  return (
    <Group gap="sm" wrap="nowrap" align="flex-end">
      <PasswordInput
        className="grow"
        label={visibleText(field.title)}
        description={lines > 1 ? t.secret.lines(lines) : hint}
        required={field.required && !kept}
        autoComplete="new-password"
        autoFocus={replacing}
        value={value}
        error={error}
        visibilityToggleButtonProps={{ 'aria-label': t.secret.showText }}
        onChange={(event) => onChange(event.currentTarget.value)}
        // An input of one line would take the line breaks out of a private key.
        onPaste={(event) => {
          const text = event.clipboardData.getData('text');
          if (!text.trim().includes('\n')) return;
          event.preventDefault();
          onChange(text);
        }}
      />
      {kept ? (
        <Button
          variant="default"
          aria-label={t.secret.keepField(visibleText(field.title))}
          onClick={() => {
            onChange('');
            setReplacing(false);
          }}
        >
          {t.secret.keep}
        </Button>
      ) : null}
    </Group>
  );
}
