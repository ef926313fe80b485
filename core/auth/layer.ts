import type { Header } from '../../shared/run/exchange.ts';
import { headerOf } from '../../shared/run/header.ts';
import type { HttpFailure, HttpReply } from '../network/index.ts';
import type { Access } from '../runs/access.ts';
import type { Layer, RunHttpRequest, RunSend, SendContext } from '../runs/network.ts';
import { withCredentials } from './apply.ts';
import { isBound } from './bound.ts';
import { orCancelled } from './cancelled.ts';
import { credentialsFor } from './credentials.ts';
import type { TokenSession } from './session.ts';

const UNAUTHORIZED = 401;
const SCHEME = 'Bearer';

type Failed = { readonly code: string; readonly message: string };

const failed = ({ code, message }: Failed, exchange?: string): HttpFailure => ({
  kind: 'failure',
  name: 'NetworkError',
  code,
  message,
  ...(exchange === undefined ? {} : { exchange }),
});

/** The token of a bearer header; undefined where it is another kind of proof. */
const bearerOf = (value: string): string | undefined => /^bearer +(\S+)$/i.exec(value)?.[1];

/** The request with this token, in the place of one that the guest was started with. */
function withToken(request: RunHttpRequest, token: string): RunHttpRequest {
  const others = request.headers.filter(([name]) => name.toLowerCase() !== 'authorization');
  return { ...request, headers: [...others, ['authorization', `${SCHEME} ${token}`] satisfies Header] };
}

/** Whether a refusal comes from where the token was sent to: after a redirect elsewhere it was not. */
const isOwnRefusal = (reply: HttpReply, url: string): boolean =>
  reply.kind === 'response' && reply.status === UNAUTHORIZED && URL.parse(reply.url)?.origin === URL.parse(url)?.origin;

/** Sends with the connection's token; one that is refused is renewed and the request sent again, once. */
async function sendWithToken(
  next: RunSend,
  session: TokenSession,
  request: RunHttpRequest,
  context: SendContext,
): Promise<HttpReply> {
  const token = await orCancelled(session.current(), context.signal);
  if (!token.ok) return failed(token.error);
  const reply = await next(withToken(request, token.value), context);
  if (reply.kind === 'failure' || !isOwnRefusal(reply, request.url) || !session.mayRenew(reply)) return reply;
  const renewed = await orCancelled(session.renew(token.value), context.signal);
  if (!renewed.ok) return failed(renewed.error, reply.exchange);
  return next({ ...withToken(request, renewed.value), retryOf: reply.exchange }, { ...context, queuedMs: 0 });
}

/**
 * Adds the connection's credentials to requests that lack them, for hosts that are bound to the connection and no others (P2,
 * A54); a redirect that leaves the host leaves them behind. What a request says itself stays, but for a token that was this
 * connection's own and is no longer its newest: guest code cannot know the newer one.
 */
export function authLayer(access: Access, session: TokenSession | undefined): Layer {
  const { authentication, connection, fields, policy } = access;
  // Without a connection a run goes as nobody, even where the defaults of the manifest look like credentials.
  const credentials = credentialsFor(connection ? authentication : undefined, fields);
  return (next) => (request, context) => {
    if (request.auth === false || !isBound(request.url, policy, fields.baseUrl)) return next(request, context);
    if (!session) return next(withCredentials(request, credentials), context);
    const sent = headerOf(request.headers, 'authorization');
    const isOwn = sent === undefined || session.knows(bearerOf(sent) ?? '');
    return isOwn ? sendWithToken(next, session, request, context) : next(request, context);
  };
}
