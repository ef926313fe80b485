import { Box, Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { attempt } from '../../backend/session.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { JsonTree } from '../../components/json-tree.tsx';
import { Empty } from '../../components/states.tsx';
import { IconDeviceFloppy } from '../../icons.ts';
import { formatBytes } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { resultTexts as texts } from '../../texts/result.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { membersOf, nameOf, objectsIn } from './members.ts';
import { cellText } from './rows.ts';

/** What `validate` says of an account. */
export function AccountView({ result }: { readonly result: unknown }) {
  const { name, ...rest } = membersOf(result);
  return (
    <div className="fill">
      <Box component="section" className="preview" aria-label={texts.account} tabIndex={0}>
        <span className="dim">{texts.accountName}</span>
        <strong className="account-name">{visibleText(cellText(name))}</strong>
        <span className="dim">{texts.accountNote}</span>
      </Box>
      {Object.keys(rest).length > 0 ? <JsonTree label={texts.handedOn} rootKey={texts.handedOn} value={rest} /> : null}
    </div>
  );
}

type Option = Readonly<Record<string, unknown>>;

const optionColumns: readonly GridColumn<Option>[] = [
  {
    id: 'title',
    title: texts.optionTitle,
    width: 'minmax(140px, 1fr)',
    cell: (row) => visibleText(cellText(row.title)),
  },
  {
    id: 'value',
    title: texts.optionValue,
    width: 'minmax(140px, 1fr)',
    cell: (row) => <span className="mono dim">{visibleText(cellText(row.value))}</span>,
  },
];

/** The choices of a list. */
export function OptionsView({ result }: { readonly result: unknown }) {
  const [selected, setSelected] = useState(-1);
  const options = useMemo(() => objectsIn(membersOf(result).items), [result]);
  if (options.length === 0) return <Empty title={texts.noOptions} />;
  return (
    <DataGrid
      label={texts.optionsLabel}
      rows={options}
      columns={optionColumns}
      selected={selected}
      onSelect={setSelected}
    />
  );
}

/** Bytes of a text in base64, as far as it is any. */
const base64Bytes = (text: string): number => Math.floor((text.replace(/=+$/, '').length * 3) / 4);

/** The first bytes of a file as a person recognises them: characters where they are printable, else a dot. */
function headOf(base64: string): string {
  try {
    return [...atob(base64.slice(0, 88))].map((one) => (/[ -~]/.test(one) ? one : '·')).join('');
  } catch {
    return '';
  }
}

/** The file that `resource` gave: what it is, and a way to save it; it is never opened here. */
export function FileView({ result, run }: { readonly result: unknown; readonly run: string }) {
  const { body, contentType } = membersOf(result);
  const content = nameOf(body);
  if (content === undefined) return <Empty title={texts.noFile} />;
  const save = async () => {
    const saved = await attempt((api) => api.runs.saveResource({ run }));
    if (saved.ok) showDone(texts.fileSaved(saved.value.file));
    else showError(texts.notSaved, saved.error);
  };
  return (
    <Box component="section" className="preview" aria-label={texts.file} tabIndex={0}>
      <dl className="file-facts">
        <dt>{texts.fileType}</dt>
        <dd className="mono">{visibleText(nameOf(contentType) ?? '–')}</dd>
        <dt>{texts.fileBytes}</dt>
        <dd>{formatBytes(base64Bytes(content))}</dd>
        <dt>{texts.fileHead}</dt>
        <dd className="mono">{headOf(content)}</dd>
      </dl>
      <Button
        variant="default"
        className="preview-button"
        leftSection={<IconDeviceFloppy size={13} aria-hidden />}
        onClick={() => void save()}
      >
        {texts.saveFile}
      </Button>
    </Box>
  );
}

/** What a command gave: payload and variables, each as a tree. */
export function CommandView({ result }: { readonly result: unknown }) {
  const { payload, variables } = membersOf(result);
  if (payload === undefined && variables === undefined) return <Empty title={texts.nothingGiven} />;
  return (
    <div className="command-result">
      {payload === undefined ? null : (
        <section className="fill" aria-label={texts.payload}>
          <h3 className="part-title">{texts.payload}</h3>
          <JsonTree label={texts.payload} rootKey="payload" value={payload} />
        </section>
      )}
      {variables === undefined ? null : (
        <section className="fill" aria-label={texts.variables}>
          <h3 className="part-title">{texts.variables}</h3>
          <JsonTree label={texts.variables} rootKey="variables" value={variables} />
        </section>
      )}
    </div>
  );
}
