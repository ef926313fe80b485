import { viewLimits } from '../../../../shared/limits.ts';
import { assertNever } from '../../../../shared/result.ts';
import type { CodeLanguage } from '../../components/code-pieces.ts';
import { HexView } from '../../components/hex-view.tsx';
import { JsonTree } from '../../components/json-tree.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { TextView } from '../../components/text-view.tsx';
import { formatBytes } from '../../lib/format.ts';
import { clip, visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import type { ArrayTable } from './array-rows.ts';
import { ArrayTableView } from './array-table.tsx';
import { type Body, type BodyViewKind, plainType } from './body.ts';
import { type Side, useBytes } from './body-store.ts';
import { formFields } from './form-fields.ts';
import { insertCode } from './insert.ts';

interface ContentProps {
  /** Id. */
  readonly exchange: string;
  readonly side: Side;
  readonly body: Body;
  readonly view: BodyViewKind;
  readonly wanted: string;
  readonly table: ArrayTable | undefined;
  onBroken(offset: number): void;
}

const texts = requestsTexts.body;

/** Coloured up to `viewLimits.richBodyBytes`, plain beyond. */
function languageOf({ text, mimeType }: Body): CodeLanguage {
  if (text.length > viewLimits.richBodyBytes) return 'plain';
  if (/[/+](json|ndjson|x-ndjson)\b/.test(plainType(mimeType)) || /^\s*[{[]/.test(text)) return 'json';
  return /[/+](xml|html)\b/.test(plainType(mimeType)) || /^\s*</.test(text) ? 'markup' : 'plain';
}

/** A picture from the bytes themselves: nothing is fetched for it. */
function Picture({ exchange, side, body }: Pick<ContentProps, 'exchange' | 'side' | 'body'>) {
  const read = useBytes(exchange, side);
  if (read.kind === 'loading') return <Loading what={texts.reading} />;
  if (read.kind === 'failed') return <Failed failure={read.failure} />;
  const { base64, bytes, total } = read.value;
  if (total > bytes.byteLength) return <Empty title={texts.pictureTooLarge} />;
  return (
    <div className="body-picture">
      <img alt={texts.pictureAlt} src={`data:${plainType(body.mimeType)};base64,${base64}`} />
    </div>
  );
}

function Hex({ exchange, side }: Pick<ContentProps, 'exchange' | 'side'>) {
  const read = useBytes(exchange, side);
  if (read.kind === 'loading') return <Loading what={texts.reading} />;
  if (read.kind === 'failed') return <Failed failure={read.failure} />;
  const { bytes, total } = read.value;
  return (
    <>
      {total > bytes.byteLength ? <p className="detail-note">{texts.head(formatBytes(bytes.byteLength))}</p> : null}
      <HexView label={texts.label(side, texts.kinds.hex)} bytes={bytes} />
    </>
  );
}

/** Fields with their numbers: names may repeat. */
const numbered = <T,>(items: readonly T[]): readonly (readonly [number, T])[] =>
  items.map((item, index) => [index, item]);

function Form({ text, mimeType }: Pick<Body, 'text' | 'mimeType'>) {
  const fields = formFields(text, mimeType);
  if (fields === undefined) return <Empty title={requestsTexts.detail.none} />;
  return (
    <div className="detail-scroll" {...focusable}>
      <table className="pairs">
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.value}</th>
            <th scope="col">{texts.type}</th>
            <th scope="col">{texts.size}</th>
          </tr>
        </thead>
        <tbody>
          {numbered(fields).map(([key, field]) => (
            <tr key={key}>
              <th scope="row">{visibleText(field.name)}</th>
              <td className="mono">{visibleText(clip(field.fileName || field.value, 500))}</td>
              <td>{visibleText(field.type)}</td>
              <td>{formatBytes(field.size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A form whose files are not text: read as bytes, each a character. */
function BinaryForm({ exchange, side, body }: Pick<ContentProps, 'exchange' | 'side' | 'body'>) {
  const read = useBytes(exchange, side);
  if (read.kind === 'loading') return <Loading what={texts.reading} />;
  if (read.kind === 'failed') return <Failed failure={read.failure} />;
  return <Form text={atob(read.value.base64)} mimeType={body.mimeType} />;
}

// A scroll container must be reachable by keyboard although it is no control.
const focusable = { tabIndex: 0 } as const;

/** A body in one of its views. Whatever it is, it is shown as text or as dots, never as a page (A71). */
export function BodyContent({ exchange, side, body, view, wanted, table, onBroken }: ContentProps) {
  switch (view) {
    case 'json':
      return (
        <JsonTree
          label={texts.label(side, texts.kinds.json)}
          rootKey="body"
          text={body.text}
          wanted={wanted}
          onUse={insertCode}
          onBroken={onBroken}
        />
      );
    case 'table':
      return table ? <ArrayTableView table={table} /> : null;
    case 'form':
      return body.binary ? <BinaryForm {...{ exchange, side, body }} /> : <Form {...body} />;
    case 'image':
      return <Picture {...{ exchange, side, body }} />;
    case 'text':
      return (
        <TextView
          label={texts.label(side, texts.kinds.text)}
          text={body.text}
          wanted={wanted}
          language={languageOf(body)}
        />
      );
    case 'hex':
      return <Hex {...{ exchange, side }} />;
    default:
      return assertNever(view);
  }
}
