import { InvalidArgumentError } from 'commander';
import { type AuthorizeWatch, authorizeConnection } from '../../core/studio/authorize.ts';
import type { Studio } from '../../core/studio/index.ts';
import type { OAuthFlow } from '../../shared/connector/manifest.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Output } from '../output.ts';

const FLOWS: Readonly<Record<string, OAuthFlow>> = {
  code: 'authorizationCode',
  device: 'device',
  client: 'clientCredentials',
};

/** A flow by the word that it has on the command line. */
export function parseFlow(text: string): OAuthFlow {
  const flow = Object.hasOwn(FLOWS, text) ? FLOWS[text] : undefined;
  if (flow === undefined) throw new InvalidArgumentError(`${JSON.stringify(text)} is none of code, device and client.`);
  return flow;
}

/** What the person has to do, on stderr: the address is printed and nothing is started with it (A111). */
function tell(output: Output): AuthorizeWatch['onStep'] {
  return (step) => {
    if (step.kind === 'open') output.note(`Open this address in a browser and allow the access:\n${step.url}`);
    if (step.kind === 'code') {
      output.note(`Open ${step.verificationUrl} on any machine and type ${step.userCode} (until ${step.expiresAt}).`);
    }
  };
}

/** Gets the tokens of a connection that is saved, and waits for the person; Ctrl+C cancels. */
export async function authorizeNow(
  studio: Studio,
  connector: string,
  options: { readonly name: string; readonly flow?: OAuthFlow; readonly port?: number },
  output: Output,
): Promise<Result<number>> {
  const stop = new AbortController();
  const cancel = (): void => stop.abort();
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  const { name, flow, port } = options;
  const done = await authorizeConnection(
    studio,
    { connector, name, flow, port },
    { signal: stop.signal, onStep: tell(output) },
  );
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  if (!done.ok) return done;
  // With client credentials each run gets its token by itself.
  if (studio.vault.kind === 'session' && done.value.fields.grant !== 'clientCredentials') {
    output.note(
      `${studio.vault.reason ?? 'There is no keychain.'} The tokens are lost now that this command ends: authorize in the desktop studio or in studio serve, which keep them as long as they run, or use --flow client, which needs no tokens to be kept.`,
    );
  }
  output.result(
    done.value,
    () => `${connector} is connected and authorized as ${done.value.name} (${done.value.auth}).`,
  );
  return ok(0);
}
