import { z } from 'zod';
import type { Failure } from '../shared/result.ts';
import type { RunDetail } from '../shared/run/run.ts';

/** What failures tell of themselves, as far as an option of the command line can be named with it. */
const detailsSchema = z.object({
  connector: z.string().optional(),
  connection: z.string().optional(),
  auth: z.string().optional(),
  field: z.string().optional(),
  authorize: z.boolean().optional(),
  secrets: z.array(z.string()).default([]),
  set: z.array(z.string()).default([]),
  proxy: z.string().optional(),
});
type Details = z.infer<typeof detailsSchema>;

const secret = (field: string): string => `--secret ${field}=VARIABLE`;
const set = (field: string): string => `--set ${field}=${field === 'client_id' ? 'ID' : 'VALUE'}`;

/** `studio connect crm --name "main"`, or its options alone where the failure is about the command that was just given. */
function connect({ connector, connection, auth }: Details, ...options: readonly string[]): string {
  const named = connector === undefined ? [] : ['studio connect', connector];
  const account = connection === undefined ? [] : [`--name ${JSON.stringify(connection)}`];
  return [...named, ...account, ...(auth === undefined ? [] : [`--auth ${auth}`]), ...options].join(' ');
}

function optionsFor(code: string, details: Details): string | undefined {
  const { field, proxy, secrets } = details;
  switch (code) {
    case 'missing_secret':
      if (proxy !== undefined) return `studio settings set-proxy ${proxy} --password-env VARIABLE`;
      if (details.authorize) return connect(details, '--authorize');
      return field === undefined ? undefined : connect(details, secret(field));
    case 'reconnect_needed':
      return connect(details, '--authorize');
    case 'missing_field':
    case 'not_a_secret':
      return connect(details, ...secrets.map(secret), ...details.set.map(set));
    case 'secret_in_the_open':
      return field && `${secret(field)}, where VARIABLE is an environment variable that holds it`;
    case 'missing_key':
      return '--key-env VARIABLE';
    case 'masked_value':
      return '--header, --url and --body give values, --remove-header takes headers out, --account chooses a connection';
    case 'no_body':
      return '--body TEXT, or --body @FILE';
    case 'unknown_exchange':
      return 'studio run --json and studio runs show list the ids';
    case 'id_taken':
      return '--id ID for another id, studio open for a new revision';
    default:
      return undefined;
  }
}

const sentence = (options: string): string => `On the command line: ${options}.`;

/**
 * Which options help against a failure, for the line of its sentence; undefined where its sentence says all. The core names none: its sentences are
 * shown in the window too.
 */
export function adviceOf({ code, details }: Failure): string | undefined {
  const parsed = detailsSchema.safeParse(details ?? {});
  const options = parsed.success ? optionsFor(code, parsed.data) : undefined;
  return options ? sentence(options) : undefined;
}

/** The same for a run that was refused a host, or failed at the proxy. */
export function runAdviceOf({ outcome, connector, connection, exchanges }: RunDetail): string | undefined {
  if (outcome?.kind === 'refused') {
    // Addresses of other protocols are open to nobody.
    const sent = exchanges.find((one) => one.error?.code === 'refused');
    if (outcome.host === '' || (sent && !/^https?:/i.test(sent.url))) return undefined;
    const account = connection === null ? '--name NAME' : `--name ${JSON.stringify(connection)}`;
    return sentence(`studio connect ${connector} ${account} --allow-host ${outcome.host}`);
  }
  return outcome?.kind === 'error' && exchanges.some((one) => one.error?.code === 'proxy_authentication')
    ? sentence('studio settings set-proxy URL --username NAME --password-env VARIABLE')
    : undefined;
}
