import { ActionIcon, NumberInput, Select, Switch, Tooltip } from '@mantine/core';
import { useId } from 'react';
import { IconArrowBackUp } from '../../icons.ts';
import { settingsTexts } from '../../texts/settings.ts';
import type { SettingEntry } from './setting-list.ts';
import { changeSettings, defaultSettings, parseSettings, resetSetting, useSettings } from './store.ts';

/** Takes a value for a setting; one that it cannot have changes nothing. */
function take(name: SettingEntry['name'], value: unknown): void {
  const next = parseSettings({ ...useSettings.getState(), [name]: value });
  if (next[name] === value) changeSettings(next);
}

function Field({ entry, label }: { readonly entry: SettingEntry; readonly label: string }) {
  const value = useSettings((state) => state[entry.name]);
  const { control, name } = entry;
  switch (control.kind) {
    case 'switch':
      return (
        <Switch
          aria-labelledby={label}
          checked={value === true}
          onChange={(event) => take(name, event.currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <NumberInput
          aria-labelledby={label}
          size="xs"
          w={90}
          min={control.min}
          max={control.max}
          step={control.step}
          value={Number(value)}
          onChange={(next) => take(name, next)}
        />
      );
    case 'choice':
      return (
        <Select
          aria-labelledby={label}
          w={210}
          data={[...control.options]}
          value={String(value)}
          onChange={(next) => take(name, next)}
        />
      );
  }
}

/** One setting: what it does, its value, and the way back to the value that it comes with. */
export function SettingRow({ entry }: { readonly entry: SettingEntry }) {
  const id = useId();
  const modified = useSettings((state) => state[entry.name] !== defaultSettings[entry.name]);
  return (
    <div className="setting" data-modified={modified}>
      <div className="grow">
        <span id={id} className="setting-title">
          {entry.title}
          {modified ? <span className="setting-mark">{settingsTexts.modified}</span> : null}
        </span>
        <p className="dim">{entry.text}</p>
      </div>
      {modified ? (
        <Tooltip label={settingsTexts.reset}>
          <ActionIcon aria-label={settingsTexts.resetOf(entry.title)} onClick={() => resetSetting(entry.name)}>
            <IconArrowBackUp size={14} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <Field entry={entry} label={id} />
    </div>
  );
}
