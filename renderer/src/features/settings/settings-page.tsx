import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { IconSearch } from '../../icons.ts';
import { settingsTexts as texts } from '../../texts/settings.ts';
import { commands } from '../workbench/commands.ts';
import { KeyEditor } from './key-editor.tsx';
import { moreSections } from './more-sections.ts';
import { findSetting, goToSection, useSettingsPage } from './page-state.ts';
import { fitsSearch, settingList } from './setting-list.ts';
import { SettingRow } from './setting-row.tsx';
import './settings.css';

/** A section of the page, with what of it fits the search. */
interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

/** The settings of the window that fit a search. */
function windowSections(search: string): readonly Section[] {
  return (['appearance', 'editor', 'saving'] as const).flatMap((id): readonly Section[] => {
    const title = texts.sections[id];
    const whole = search !== '' && fitsSearch(search, title);
    const entries = settingList.filter(
      (one) => one.section === id && (whole || fitsSearch(search, one.title, one.text, title)),
    );
    if (entries.length === 0) return [];
    return [{ id, title, content: entries.map((entry) => <SettingRow key={entry.name} entry={entry} />) }];
  });
}

/** The keys of the commands that fit a search; all of them where it means the section. */
function keySection(search: string): readonly Section[] {
  const title = texts.sections.keyboard;
  const whole = fitsSearch(search, title);
  const found = commands.some((command) => fitsSearch(search, command.group, command.title, command.keys ?? ''));
  return whole || found ? [{ id: 'keyboard', title, content: <KeyEditor search={whole ? '' : search} /> }] : [];
}

/** The sections that fit a search, each with what fits in it. */
const sectionsFor = (search: string): readonly Section[] => [
  ...windowSections(search),
  ...moreSections
    .filter(({ title, words }) => fitsSearch(search, title, ...words))
    .map(({ id, title, content: Content }) => ({ id, title, content: <Content /> })),
  ...keySection(search),
];

/** What a person can set, with a search over all of it. */
export function SettingsPage() {
  const search = useSettingsPage((state) => state.search);
  const goal = useSettingsPage((state) => state.goal);
  const sections = sectionsFor(search.trim());
  useEffect(() => {
    if (goal === null) return;
    const section = document.getElementById(`settings-${goal}`);
    section?.scrollIntoView({ block: 'start' });
    section?.focus({ preventScroll: true });
    useSettingsPage.setState({ goal: null });
  }, [goal]);
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={texts.navigation}>
        {sections.map(({ id, title }) => (
          <button key={id} type="button" onClick={() => goToSection(id)}>
            {title}
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
        {sections.map(({ id, title, content }) => (
          <section key={id} id={`settings-${id}`} aria-label={title} tabIndex={-1}>
            <h2>{title}</h2>
            {content}
          </section>
        ))}
      </div>
    </div>
  );
}
