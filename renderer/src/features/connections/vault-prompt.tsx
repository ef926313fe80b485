import { Button, Modal, Stack, Text } from '@mantine/core';
import { assertNever } from '../../../../shared/result.ts';
import { IconKey, IconLock, IconRefresh } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { vaultTexts as t } from '../../texts/vault.ts';
import './vault.css';
import { ChangeForm, CreateForm, UnlockForm } from './vault-form.tsx';
import { keepInSession, retryKeychain, settleVault, turnTo, useVault, type VaultQuestion } from './vault-store.ts';

/** The choice where there is no keychain: each way with what it means (KY-6, A106). */
function Choices() {
  const state = useVault((vault) => vault.state);
  return (
    <Stack gap="md">
      <Text>
        {t.choose.why} <span className="dim">{visibleText(state?.reason ?? '')}</span>
      </Text>
      <section className="vault-choice">
        <h3>
          <IconLock size={14} aria-hidden /> {t.choose.file}
        </h3>
        <p>{t.choose.fileWhat}</p>
        <Button data-autofocus onClick={() => turnTo(state?.hasFile ? 'unlock' : 'create')}>
          {state?.hasFile ? t.unlock : t.choose.fileButton}
        </Button>
      </section>
      <section className="vault-choice">
        <h3>
          <IconKey size={14} aria-hidden /> {t.choose.session}
        </h3>
        <p>{t.choose.sessionWhat}</p>
        <Button variant="default" onClick={() => void keepInSession().then((done) => done && settleVault(true))}>
          {t.choose.sessionButton}
        </Button>
      </section>
      <section className="vault-choice">
        <h3>
          <IconRefresh size={14} aria-hidden /> {t.retry}
        </h3>
        <p>{t.choose.retryWhat}</p>
        <Button variant="default" onClick={() => void retryKeychain().then((done) => done && settleVault(true))}>
          {t.retry}
        </Button>
      </section>
    </Stack>
  );
}

const titles: Readonly<Record<VaultQuestion, string>> = {
  choose: t.choose.title,
  create: t.making.title,
  unlock: t.unlocking.title,
  change: t.changing.title,
};

function Question({ question }: { readonly question: VaultQuestion }) {
  switch (question) {
    case 'choose':
      return <Choices />;
    case 'create':
      return <CreateForm />;
    case 'unlock':
      return <UnlockForm />;
    case 'change':
      return <ChangeForm />;
    default:
      return assertNever(question);
  }
}

/** What is asked about the vault, above whatever asked it. */
export function VaultPrompt() {
  const question = useVault((vault) => vault.question);
  if (question === null) return null;
  return (
    <Modal opened onClose={() => settleVault(false)} title={titles[question]} size="md" zIndex={300} key={question}>
      <Question question={question} />
    </Modal>
  );
}
