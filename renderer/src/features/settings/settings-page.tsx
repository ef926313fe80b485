import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconSearch } from '../../icons.ts';
import { settingsTexts as texts } from '../../texts/settings.ts';
import { commands } from '../workbench/commands.ts';
import { KeyEditor } from './key-editor.tsx';
import { findSetting, useSettingsPage } from './page-state.ts';
import { fitsSearch, settingList } from './setting-list.ts';
import { SettingRow } from './setting-row.tsx';
import './settings.css';

type SectionId = keyof typeof texts.sections;

/** A section of the page; what it holds is left out where it does not fit the search. */
interface Section {
  readonly id: SectionId;
  readonly content: ReactNode;
}

/** The sections that fit a search, each with what fits in it. */
function sectionsFor(search: string): readonly Section[] {
  const own = (['appearance', 'editor', 'saving'] as const).flatMap((id): Section[] => {
    const whole = search !== '' && fitsSearch(search, texts.sections[id]);
    const entries = settingList.filter(
      (one) => one.section === id && (whole || fitsSearch(search, one.title, one.text, texts.sections[id])),
    );
    if (entries.length === 0) return [];
    return [{ id, content: entries.map((entry) => <SettingRow key={entry.name} entry={entry} />) }];
  });
  const keyboard = fitsSearch(search, texts.sections.keyboard);
  const found = commands.some((command) => fitsSearch(search, command.group, command.title, command.keys ?? ''));
  if (!keyboard && !found) return own;
  return [...own, { id: 'keyboard', content: <KeyEditor search={keyboard ? '' : search} /> }];
}

/** What a person can set, with a search over all of it. */
export function SettingsPage() {
  const search = useSettingsPage((state) => state.search);
  const sections = sectionsFor(search.trim());
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={texts.navigation}>
        {sections.map(({ id }) => (
          <button
            key={id}
            type="button"
            onClick={() => document.getElementById(`settings-${id}`)?.scrollIntoView({ block: 'start' })}
          >
            {texts.sections[id]}
          </button>
        ))}
      </nav>
      <div className="settings-page">
        <TextInput
          className="settings-search"
          aria-label={texts.search}
          placeholder={texts.searchHint}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => findSetting(event.currentTarget.value)}
        />
        {sections.length === 0 ? <p className="dim">{texts.nothing}</p> : null}
        {sections.map(({ id, content }) => (
          <section key={id} id={`settings-${id}`} aria-label={texts.sections[id]}>
            <h2>{texts.sections[id]}</h2>
            {content}
          </section>
        ))}
      </div>
    </div>
  );
}
