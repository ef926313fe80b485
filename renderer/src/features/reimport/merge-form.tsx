import { Alert, Button, Tabs } from '@mantine/core';
import { IconAlertCircle } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { useEditor } from '../editor/store.ts';
import { chooseAgain, closeImport } from '../import/store.ts';
import { ChangeList } from './change-list.tsx';
import { ConflictList } from './conflict-list.tsx';
import { FileList } from './file-list.tsx';
import { mergeProblem, openConflicts } from './model.ts';
import { NewThings } from './new-things.tsx';
import './reimport.css';
import { counted } from '../../texts/counted.ts';
import { reimportTexts as texts } from '../../texts/reimport.ts';
import { saveMerge, useMerge } from './store.ts';

/** What a newer description changes, what clashes with the user's edits, and the merge of both. */
export function MergeForm({ fileName }: { readonly fileName: string }) {
  const { plan, answers, busy, failure } = useMerge();
  const docs = useEditor((state) => state.docs);
  if (plan === null) return null;
  const { diff, conflicts, connector } = plan;
  const open = openConflicts(plan, answers).length;
  const unsaved = dirtyDocs(docs, connector).map((doc) => doc.path);
  const problem = mergeProblem(plan, answers, unsaved);
  const versions = diff.before !== undefined && diff.after !== undefined && diff.before !== diff.after;
  return (
    <div className="review">
      <p>
        <strong>{connector}</strong>{' '}
        <span className="dim">
          {texts.revision(plan.revision, visibleText(fileName))}
          {versions ? texts.versions(visibleText(diff.before ?? ''), visibleText(diff.after ?? '')) : ''}
          {plan.base === 'generated' ? texts.comparedWithKept : ''}
        </span>
      </p>
      <Tabs defaultValue={conflicts.length > 0 ? 'conflicts' : 'changes'} keepMounted={false} className="review-tabs">
        <Tabs.List aria-label={texts.merge}>
          <Tabs.Tab value="changes">{texts.tabs.changes(formatCount(diff.changes.length))}</Tabs.Tab>
          <Tabs.Tab value="conflicts">{texts.tabs.conflicts(formatCount(conflicts.length))}</Tabs.Tab>
          <Tabs.Tab value="files">
            {texts.tabs.files(formatCount(plan.files.filter((one) => one.action !== 'unchanged').length))}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="changes" className="review-panel">
          <div className="merge-split">
            <ChangeList changes={diff.changes} />
            <NewThings plan={plan} answers={answers} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="conflicts" className="review-panel">
          <ConflictList plan={plan} answers={answers} />
        </Tabs.Panel>
        <Tabs.Panel value="files" className="review-panel">
          <FileList plan={plan} />
        </Tabs.Panel>
      </Tabs>
      {failure === null ? null : (
        <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" className="import-failure">
          {visibleText(failure.message)}
        </Alert>
      )}
      <div className="review-foot">
        <span role="status">
          {problem ?? texts.willChange(counted.files(plan.files.filter((one) => one.action !== 'unchanged').length))}
        </span>
        <span className="grow" />
        <Button variant="default" onClick={chooseAgain}>
          {texts.back}
        </Button>
        <Button
          loading={busy === 'saving'}
          disabled={busy === 'planning' || problem !== undefined || open > 0}
          onClick={() => void saveMerge().then((saved) => saved && closeImport())}
        >
          {texts.merge}
        </Button>
      </div>
    </div>
  );
}
