import { ActionIcon, Button, Checkbox, Select, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '../../icons.ts';
import { manifestTexts } from '../../texts/manifest.ts';
import { problemAt, type Raw, type SettingDraft, settingDraft, textOf, textsOf, withMember } from './manifest-draft.ts';

const texts = manifestTexts.setting;
const types = Object.entries(texts.types).map(([value, label]) => ({ value, label }));

/** The text of a default, and the default of a text, by the type of the setting. */
const defaultText = ({ default: value }: Raw): string => (value === undefined ? '' : String(value));
function defaultOf(type: string, text: string): unknown {
  if (text === '') return undefined;
  if (type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

interface SettingItemProps {
  readonly setting: SettingDraft;
  readonly at: number;
  readonly problems: ReadonlyMap<string, string>;
  onChange(setting: SettingDraft): void;
}

function SettingItem({ setting, at, problems, onChange }: SettingItemProps) {
  const { id, field } = setting;
  const type = textOf(field, 'type');
  const problem = (name: string) => problemAt(problems, `connectionConfig.${id}.${name}`);
  const set = (name: string, value: unknown) => onChange({ ...setting, field: withMember(field, name, value) });
  return (
    <>
      <TextInput
        label={texts.id}
        value={id}
        error={problems.get(`setting.${at}`)}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        onChange={(event) => onChange({ ...setting, id: event.currentTarget.value })}
      />
      <TextInput
        label={texts.title}
        value={textOf(field, 'title')}
        error={problem('title')}
        onChange={(event) => set('title', event.currentTarget.value)}
      />
      <Select
        label={texts.type}
        data={types}
        value={type}
        error={problem('type')}
        onChange={(value) => set('type', value)}
      />
      {type === 'secret' ? null : (
        <TextInput
          label={texts.default}
          value={defaultText(field)}
          error={problem('default')}
          spellCheck={false}
          onChange={(event) => set('default', defaultOf(type, event.currentTarget.value))}
        />
      )}
      {type === 'select' ? (
        <TagsInput
          label={texts.options}
          value={[...textsOf(field, 'options')]}
          error={problem('options')}
          onChange={(options) => set('options', options)}
        />
      ) : null}
      <Checkbox
        className="manifest-check"
        label={texts.required}
        checked={field.required === true}
        onChange={(event) => set('required', event.currentTarget.checked || undefined)}
      />
    </>
  );
}

interface ManifestSettingsProps {
  readonly list: readonly SettingDraft[];
  readonly problems: ReadonlyMap<string, string>;
  onChange(list: readonly SettingDraft[]): void;
}

/** The settings that a connection asks for beside its credentials. */
export function ManifestSettings({ list, problems, onChange }: ManifestSettingsProps) {
  return (
    <>
      {list.length === 0 ? <p className="dim">{manifestTexts.noSettings}</p> : null}
      {list.map((setting, at) => (
        <fieldset key={setting.key} className="manifest-item">
          <SettingItem
            setting={setting}
            at={at}
            problems={problems}
            onChange={(next) => onChange(list.with(at, next))}
          />
          <ActionIcon aria-label={manifestTexts.remove(setting.id)} onClick={() => onChange(list.toSpliced(at, 1))}>
            <IconTrash size={14} />
          </ActionIcon>
        </fieldset>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={13} aria-hidden />}
        onClick={() => onChange([...list, settingDraft('', { type: 'string' })])}
      >
        {manifestTexts.addSetting}
      </Button>
    </>
  );
}
