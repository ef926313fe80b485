import type { Exchange } from '../../../../shared/run/exchange.ts';
import { Empty } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { type Cookie, cookiesSent, cookiesSet } from './cookies.ts';
import { parametersOf, splitUrl } from './url.ts';

interface PairsProps {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A small table whose first column names the others. */
function Pairs({ label, heads, rows }: PairsProps) {
  return (
    <table className="pairs">
      <caption>{label}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .map((row, index) => ({ row, key: index }))
          .map(({ row: [name = '', ...values], key }) => (
            <tr key={key}>
              <th scope="row" className="mono">
                {visibleText(name)}
              </th>
              {values
                .map((value, index) => ({ value, at: index }))
                .map(({ value, at }) => (
                  <td key={at} className="mono">
                    {visibleText(value)}
                  </td>
                ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** The parameters of the address, decoded. */
export function QueryView({ exchange }: { readonly exchange: Exchange }) {
  const texts = requestsTexts.query;
  const parameters = parametersOf(splitUrl(exchange.url).query);
  if (parameters.length === 0) return <Empty title={texts.none} />;
  return (
    <Pairs
      label={texts.label}
      heads={[texts.name, texts.value, texts.raw]}
      rows={parameters.map(({ name, value, raw }) => [name, value, raw])}
    />
  );
}

const rowsOf = (cookies: readonly Cookie[]) =>
  cookies.map(({ name, value, attributes }) => [name, value, attributes.join('; ')]);

/** The cookies that were sent and set. */
export function CookiesView({ exchange }: { readonly exchange: Exchange }) {
  const texts = requestsTexts.cookies;
  const sent = cookiesSent(exchange.requestHeaders);
  const set = cookiesSet(exchange.responseHeaders);
  if (sent.length + set.length === 0) return <Empty title={texts.none} />;
  return (
    <>
      {sent.length === 0 ? null : (
        <Pairs
          label={texts.sent}
          heads={[texts.name, texts.value]}
          rows={sent.map(({ name, value }) => [name, value])}
        />
      )}
      {set.length === 0 ? null : (
        <Pairs label={texts.set} heads={[texts.name, texts.value, texts.attributes]} rows={rowsOf(set)} />
      )}
      <p className="dim">{texts.masked}</p>
    </>
  );
}
