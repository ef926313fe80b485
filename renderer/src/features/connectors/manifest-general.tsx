import { Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { manifestTexts as texts } from '../../texts/manifest.ts';
import { type ManifestDraft, problemAt } from './manifest-draft.ts';

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

interface ManifestGeneralProps {
  readonly draft: ManifestDraft;
  readonly problems: ReadonlyMap<string, string>;
  onChange(change: Partial<ManifestDraft>): void;
}

/** What a connector is called and how it is sorted. */
export function ManifestGeneral({ draft, problems, onChange }: ManifestGeneralProps) {
  return (
    <>
      <div className="manifest-row">
        <TextInput
          label={texts.name}
          description={texts.nameHint}
          value={draft.name}
          error={problemAt(problems, 'name')}
          data-autofocus
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          label={texts.version}
          description={texts.versionHint}
          value={draft.version}
          error={problemAt(problems, 'version')}
          spellCheck={false}
          onChange={(event) => onChange({ version: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={texts.description}
        autosize
        minRows={2}
        maxRows={8}
        value={draft.description}
        error={problemAt(problems, 'description')}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <div className="manifest-row">
        <TextInput
          label={texts.category}
          description={texts.categoryHint}
          value={draft.category}
          error={problemAt(problems, 'category')}
          onChange={(event) => onChange({ category: event.currentTarget.value })}
        />
        <TagsInput
          label={texts.tags}
          description={texts.tagsHint}
          value={[...draft.tags]}
          error={problemAt(problems, 'tags')}
          onChange={(tags) => onChange({ tags })}
        />
      </div>
      <div className="manifest-row">
        <Select
          label={texts.kind}
          data={options(texts.kinds)}
          value={draft.kind}
          error={problemAt(problems, 'kind')}
          onChange={(kind) => onChange({ kind: kind ?? draft.kind })}
        />
        <Select
          label={texts.executionModel}
          data={options(texts.executionModels)}
          value={draft.executionModel}
          error={problemAt(problems, 'executionModel')}
          onChange={(executionModel) => onChange({ executionModel: executionModel ?? draft.executionModel })}
        />
      </div>
      <Switch
        label={texts.autoFix}
        description={texts.autoFixHint}
        checked={draft.allowAiAutoFixCode}
        onChange={(event) => onChange({ allowAiAutoFixCode: event.currentTarget.checked })}
      />
    </>
  );
}
