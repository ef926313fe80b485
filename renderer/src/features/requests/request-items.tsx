import { Menu } from '@mantine/core';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { snippetKinds } from '../../../../shared/run/snippets/index.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { copyAddress, copyAs, copyBody, copyHeaders, goToCode, saveHar } from './actions.ts';
import { addAsMock, canBeMock } from './add-mock.ts';
import { saveBody } from './body-store.ts';
import { chosenIds, openExchange, openRequestDialog, useRequests } from './store.ts';
import { urlPartsOf } from './url.ts';

const texts = requestsTexts.actions;

const filterBy = (term: string): void => useRequests.setState({ filter: term });

/** What can be done with a request: the items of its menus. */
export function RequestItems({ exchange }: { readonly exchange: Exchange }) {
  const { selected, picked, open } = useRequests();
  const chosen = chosenIds({ selected, picked });
  const { host, path } = urlPartsOf(exchange);
  const [a, b] = chosen.length === 2 ? [...chosen].sort() : [exchange.replayOf, exchange.id];
  return (
    <>
      {open && selected === exchange.id ? null : (
        <Menu.Item onClick={() => openExchange(exchange.id)} rightSection="Enter">
          {texts.open}
        </Menu.Item>
      )}
      <Menu.Item onClick={() => openRequestDialog({ kind: 'resend', exchange: exchange.id })}>{texts.resend}</Menu.Item>
      {canBeMock(exchange) ? <Menu.Item onClick={() => void addAsMock(exchange)}>{texts.addAsMock}</Menu.Item> : null}
      {a !== undefined && b !== undefined ? (
        <Menu.Item onClick={() => openRequestDialog({ kind: 'compare', a, b })}>
          {chosen.length === 2 ? texts.compare : texts.compareBefore}
        </Menu.Item>
      ) : null}
      {exchange.initiator?.kind === 'code' ? (
        <Menu.Item onClick={() => goToCode(exchange)}>{texts.goToCode}</Menu.Item>
      ) : null}
      <Menu.Divider />
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item>{texts.copyAs}</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          {snippetKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => void copyAs(exchange.id, kind)}>
              {requestsTexts.snippets[kind]}
            </Menu.Item>
          ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      <Menu.Item onClick={() => copyAddress(exchange)}>{texts.copyAddress}</Menu.Item>
      <Menu.Item onClick={() => copyHeaders(exchange.requestHeaders)}>{texts.copyRequestHeaders}</Menu.Item>
      <Menu.Item onClick={() => copyHeaders(exchange.responseHeaders)}>{texts.copyResponseHeaders}</Menu.Item>
      {exchange.requestBody ? (
        <Menu.Item onClick={() => void copyBody(exchange.id, 'request')}>{texts.copyRequestBody}</Menu.Item>
      ) : null}
      {exchange.responseBody ? (
        <>
          <Menu.Item onClick={() => void copyBody(exchange.id, 'response')}>{texts.copyResponseBody}</Menu.Item>
          <Menu.Item onClick={() => void saveBody(exchange.id, 'response')}>{texts.saveBody}</Menu.Item>
        </>
      ) : null}
      <Menu.Divider />
      <Menu.Item onClick={() => filterBy(`host:${host}`)}>{texts.filterHost}</Menu.Item>
      <Menu.Item onClick={() => filterBy(`path:${/[\s"]/.test(path) ? JSON.stringify(path) : path}`)}>
        {texts.filterPath}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => void saveHar(chosen)}>{texts.saveHarChosen(Math.max(1, chosen.length))}</Menu.Item>
      <Menu.Item onClick={() => void saveHar()}>{texts.saveHar}</Menu.Item>
    </>
  );
}
