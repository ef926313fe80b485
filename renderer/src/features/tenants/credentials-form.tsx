import { Button, Group } from '@mantine/core';
import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import type { Instance } from '../../../../shared/contract/tenants.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { galleryTexts } from '../../texts/gallery.ts';
import { credentialsTexts as texts } from '../../texts/tenants.ts';
import { InstallFields } from './install-fields.tsx';
import { useInstall } from './use-install.ts';

interface CredentialsFormProps {
  readonly tenant: string;
  readonly instance: Instance;
  onChanged(instance: Instance): void;
  onClose(): void;
}

/** What the installed version asks for, of the type that the instance has; its settings stay. */
async function formOf(tenant: string, { listing, version, auth }: Instance): Promise<Result<InstallForm>> {
  const content = await attempt((api) =>
    api.gallery.content({ tenant, listing, ...(version === null ? {} : { version }) }),
  );
  if (!content.ok) return content;
  return ok({ auth: content.value.install.auth.filter(({ type }) => type === auth.type), config: {} });
}

function Form({ tenant, instance, form, onChanged, onClose }: CredentialsFormProps & { readonly form: InstallForm }) {
  const { fields, problem, busy, submit } = useInstall(
    form,
    ({ auth }) => attempt((api) => api.tenants.changeCredentials({ tenant, instance: instance.id, auth })),
    { waits: false },
  );
  return (
    <form
      className="market-box"
      aria-label={texts.title}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit().then((result) => result?.ok && onChanged(result.value));
      }}
    >
      <p className="dim">{instance.auth.type === 'oauth2' ? texts.client : texts.what}</p>
      <InstallFields {...fields} unnamed />
      {problem === null ? null : (
        <p className="tone-error" role="alert">
          {visibleText(problem.message)}
        </p>
      )}
      <Group gap="sm">
        <Button type="submit" loading={busy}>
          {texts.change}
        </Button>
        <Button variant="default" onClick={onClose}>
          {texts.keep}
        </Button>
      </Group>
    </form>
  );
}

/** Asks for other credentials of an installed connector. A refusal stands in the form: the old ones stay in place. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { tenant, instance } = props;
  const [form, reload] = useLoaded(`${tenant} ${instance.listing} ${instance.version} ${instance.auth.type}`, () =>
    formOf(tenant, instance),
  );
  if (form.kind === 'loading') return <Loading what={galleryTexts.downloading} />;
  if (form.kind === 'failed') return <Failed failure={form.failure} onRetry={reload} />;
  return <Form {...props} form={form.value} />;
}
