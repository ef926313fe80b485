import type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** What no page of a studio may do: break its content policy, or leave an exception to nobody. */
export interface Faults {
  /** Watches every page of a context, those that are there and those to come, with their workers. */
  watch(context: BrowserContext): Promise<void>;
  /** A test that provokes a fault names it here; it is none then. */
  allow(fault: RegExp): void;
  /** What was found and not allowed, one sentence each. */
  found(): readonly string[];
}

/** The parts of the DevTools protocol that are read here, as it documents them. */
interface CdpMessage {
  readonly method?: string;
  readonly params?: {
    readonly issue?: {
      readonly code: string;
      readonly details: { readonly contentSecurityPolicyIssueDetails?: PolicyIssue };
    };
    readonly exceptionDetails?: Exception;
  };
}

interface PolicyIssue {
  readonly violatedDirective: string;
  readonly blockedURL?: string;
  readonly sourceCodeLocation?: { readonly url: string; readonly lineNumber: number; readonly columnNumber: number };
}

interface Exception {
  readonly text: string;
  readonly exception?: { readonly description?: string };
}

function faultOf({ method, params }: CdpMessage): string | undefined {
  if (method === 'Runtime.exceptionThrown') {
    const { text, exception } = params?.exceptionDetails ?? { text: '' };
    return `exception: ${text} ${exception?.description ?? ''}`.trim();
  }
  const issue = params?.issue?.details.contentSecurityPolicyIssueDetails;
  if (method !== 'Audits.issueAdded' || issue === undefined) return undefined;
  const place = issue.sourceCodeLocation;
  const at = place ? `${place.url}:${place.lineNumber + 1}:${place.columnNumber + 1}` : 'the page';
  return `content policy: ${issue.violatedDirective} broken by ${issue.blockedURL || 'text'} at ${at}`;
}

const domains = ['Audits.enable', 'Runtime.enable'] as const;

/**
 * Asks the DevTools protocol instead of a listener in the page: it tells what happened before anyone asked, which counts
 * where a test attaches to a page that has begun already, and sees workers too.
 */
async function inspect(page: Page, report: (message: CdpMessage) => void): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  session.on('Audits.issueAdded', (params) => report({ method: 'Audits.issueAdded', params }));
  session.on('Runtime.exceptionThrown', (params) => report({ method: 'Runtime.exceptionThrown', params }));
  session.on('Target.receivedMessageFromTarget', ({ message }) => report(JSON.parse(message)));
  session.on('Target.attachedToTarget', ({ sessionId }) => {
    for (const [id, method] of domains.entries()) {
      const message = JSON.stringify({ id, method, params: {} });
      // The worker may have ended meanwhile.
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => undefined);
    }
  });
  for (const method of domains) await session.send(method);
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return session;
}

export function createFaults(): Faults {
  const found: string[] = [];
  const allowed: RegExp[] = [];
  const report = (message: CdpMessage): void => {
    const fault = faultOf(message);
    if (fault !== undefined) found.push(fault);
  };
  // A page that closes at once has nothing to tell.
  const watchPage = (page: Page): Promise<unknown> => inspect(page, report).catch(() => undefined);
  return {
    watch: async (context) => {
      context.on('page', watchPage);
      await Promise.all(context.pages().map(watchPage));
    },
    allow: (fault) => void allowed.push(fault),
    found: () => found.filter((fault) => !allowed.some((pattern) => pattern.test(fault))),
  };
}
