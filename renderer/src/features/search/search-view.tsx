import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Empty, Failed } from '../../components/states.tsx';
import { IconEraser, IconRefresh, IconSearch, IconX } from '../../icons.ts';
import { searchTexts as texts } from '../../texts/search.ts';
import { SideView } from '../workbench/side-view.tsx';
import { replaceAll } from './replace.ts';
import { SearchFields } from './search-fields.tsx';
import { SearchResults } from './search-results.tsx';
import './search.css';
import { cancelSearch, clearSearch, startSearch, useSearch } from './store.ts';

function Summary() {
  const { files, running, end, form } = useSearch();
  if (running || end === null || end.matches === 0) {
    return running ? (
      <p className="search-summary" role="status">
        <span className="spinner" aria-hidden /> {texts.searching}
      </p>
    ) : null;
  }
  const left = files.reduce((sum, file) => sum + file.matches.length, 0);
  return (
    <div className="search-summary">
      <span role="status">{texts.summary(left, files.length)}</span>
      {end.stopped === undefined ? null : <p className="tone-warn">{texts.stopped[end.stopped]}</p>}
      {form.replacing ? (
        <Tooltip label={texts.replaceTitle} position="bottom">
          <Button size="compact-xs" disabled={left === 0} onClick={() => void replaceAll()}>
            {texts.replaceAll}
          </Button>
        </Tooltip>
      ) : null}
    </div>
  );
}

function Body() {
  const { files, end, failure, form } = useSearch();
  if (failure !== null) return <Failed failure={failure} />;
  if (files.length > 0) return <SearchResults />;
  if (form.text === '')
    return (
      <Empty icon={<IconSearch size={26} stroke={1.4} aria-hidden />} title={texts.teach}>
        <p>{texts.teachText}</p>
      </Empty>
    );
  if (end === null) return null;
  return (
    <Empty title={texts.nothing(end.searched)}>
      <p>{end.stopped === undefined ? texts.nothingHint : texts.stopped[end.stopped]}</p>
    </Empty>
  );
}

/** Finds a text in the files of all connectors, and replaces it. */
export function SearchView() {
  const running = useSearch((state) => state.running);
  return (
    <SideView
      title={texts.title}
      actions={
        <>
          <Tooltip label={running ? texts.cancel : texts.again}>
            <ActionIcon
              aria-label={running ? texts.cancel : texts.again}
              onClick={() => (running ? cancelSearch() : void startSearch())}
            >
              {running ? <IconX size={14} /> : <IconRefresh size={14} />}
            </ActionIcon>
          </Tooltip>
          <Tooltip label={texts.clear}>
            <ActionIcon aria-label={texts.clear} onClick={clearSearch}>
              <IconEraser size={14} />
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      <div className="search">
        <SearchFields />
        <Summary />
        <div className="grow">
          <Body />
        </div>
      </div>
    </SideView>
  );
}
