import { ActionIcon, Button, Select, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '../../icons.ts';
import { manifestTexts } from '../../texts/manifest.ts';
import { type AuthDraft, authDraft, problemAt, type Raw, textOf, textsOf, withMember } from './manifest-draft.ts';

const texts = manifestTexts.auth;

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

type Member = 'param' | 'prefix' | 'authorizationUrl' | 'tokenUrl' | 'deviceAuthorizationUrl' | 'issuer';

/** The texts that each type is told by, beside its id and name. */
const membersOf: Readonly<Record<string, readonly Member[]>> = {
  apiKey: ['param'],
  bearer: ['prefix'],
  oauth2: ['authorizationUrl', 'tokenUrl', 'deviceAuthorizationUrl', 'issuer'],
};

interface AuthItemProps {
  readonly auth: Raw;
  readonly place: string;
  readonly problems: ReadonlyMap<string, string>;
  onChange(auth: Raw): void;
}

function AuthItem({ auth, place, problems, onChange }: AuthItemProps) {
  const type = textOf(auth, 'type');
  const text = (name: 'id' | 'name' | Member) => (
    <TextInput
      key={name}
      label={texts[name]}
      value={textOf(auth, name)}
      error={problemAt(problems, `${place}.${name}`)}
      spellCheck={false}
      onChange={(event) => onChange(withMember(auth, name, event.currentTarget.value))}
    />
  );
  return (
    <>
      {text('id')}
      {text('name')}
      <Select
        label={texts.type}
        data={options(texts.types)}
        value={type}
        error={problemAt(problems, `${place}.type`)}
        onChange={(value) => {
          const next = withMember(auth, 'type', value ?? 'none');
          onChange(value === 'apiKey' && textOf(auth, 'in') === '' ? withMember(next, 'in', 'header') : next);
        }}
      />
      {type === 'apiKey' ? (
        <Select
          label={texts.in}
          data={options(texts.places)}
          value={textOf(auth, 'in')}
          error={problemAt(problems, `${place}.in`)}
          onChange={(value) => onChange(withMember(auth, 'in', value))}
        />
      ) : null}
      {(membersOf[type] ?? []).map(text)}
      {type === 'oauth2' ? (
        <TagsInput
          label={texts.scopes}
          value={[...textsOf(auth, 'scopes')]}
          error={problemAt(problems, `${place}.scopes`)}
          onChange={(scopes) => onChange(withMember(auth, 'scopes', scopes))}
        />
      ) : null}
    </>
  );
}

interface ManifestAuthProps {
  readonly list: readonly AuthDraft[];
  readonly problems: ReadonlyMap<string, string>;
  onChange(list: readonly AuthDraft[]): void;
}

function freeId(list: readonly AuthDraft[]): string {
  const taken = new Set(list.map(({ auth }) => textOf(auth, 'id')));
  for (let number = 1; ; number++) {
    const id = number === 1 ? 'apiKey' : `apiKey${number}`;
    if (!taken.has(id)) return id;
  }
}

/** The ways to authenticate that a connector offers. */
export function ManifestAuth({ list, problems, onChange }: ManifestAuthProps) {
  const add = () => {
    const auth = { id: freeId(list), name: texts.newName, type: 'apiKey', in: 'header', param: 'X-API-Key' };
    onChange([...list, authDraft(auth)]);
  };
  return (
    <>
      {list.map(({ key, auth }, at) => (
        <fieldset key={key} className="manifest-item">
          <AuthItem
            auth={auth}
            place={`authentication.${at}`}
            problems={problems}
            onChange={(next) => onChange(list.with(at, { key, auth: next }))}
          />
          <ActionIcon
            aria-label={manifestTexts.remove(textOf(auth, 'name'))}
            onClick={() => onChange(list.toSpliced(at, 1))}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </fieldset>
      ))}
      {problems.has('authentication') ? (
        <p role="alert" className="tone-error">
          {problems.get('authentication')}
        </p>
      ) : null}
      <Button variant="default" size="compact-sm" leftSection={<IconPlus size={13} aria-hidden />} onClick={add}>
        {manifestTexts.addAuth}
      </Button>
    </>
  );
}
