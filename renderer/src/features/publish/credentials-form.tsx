import { Button, Group } from '@mantine/core';
import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import type { Publication } from '../../../../shared/contract/publication.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { publicationsTexts as texts } from '../../texts/publish.ts';
import { InstallFields } from '../tenants/install-fields.tsx';
import { useInstall } from '../tenants/use-install.ts';
import { stuckStage } from './publication.ts';
import { retryPublication } from './publications-store.ts';

/** What an installation of the publication asks for. */
async function formOf({ connector, listing, version, stages }: Publication): Promise<Result<InstallForm>> {
  const [first] = stages;
  if (connector !== null) {
    const preview = await attempt((api) => api.publish.preview({ connector }));
    return preview.ok ? ok(preview.value.install) : preview;
  }
  const tenant = first?.tenant ?? '';
  const content = await attempt((api) => api.gallery.content({ tenant, listing, version }));
  return content.ok ? ok(content.value.install) : content;
}

interface CredentialsFormProps {
  readonly publication: Publication;
  onDone(): void;
}

function Form({ publication, form, onDone }: CredentialsFormProps & { readonly form: InstallForm }) {
  const { fields, problem, busy, submit } = useInstall({ ...form, config: {} }, async ({ auth }) =>
    ok(await retryPublication(publication.id, auth)),
  );
  return (
    <form
      className="publish-box"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit().then((result) => result?.ok && result.value && onDone());
      }}
    >
      <InstallFields {...fields} unnamed />
      {problem === null ? null : (
        <p className="tone-error" role="alert">
          {visibleText(problem.message)}
        </p>
      )}
      <Group gap="sm" mt="sm">
        <Button type="submit" loading={busy}>
          {texts.retry}
        </Button>
        <Button variant="default" onClick={onDone}>
          {texts.keepCredentials}
        </Button>
      </Group>
    </form>
  );
}

/** Asks for other credentials of the installation that stopped, and goes on with them. */
export function CredentialsForm({ publication, onDone }: CredentialsFormProps) {
  const [form, reload] = useLoaded(`${publication.id} ${stuckStage(publication)?.number}`, () => formOf(publication));
  if (form.kind === 'loading') return <Loading what={texts.reading} />;
  if (form.kind === 'failed') return <Failed failure={form.failure} onRetry={reload} />;
  return <Form publication={publication} form={form.value} onDone={onDone} />;
}
