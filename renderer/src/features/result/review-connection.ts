import { openDialog } from '../workbench/dialogs.ts';

/** Opens the form of a connection, of a new one where there is none; `allowHost` is offered at once. */
export function reviewConnection(connector: string, connection?: string | null, allowHost?: string): void {
  openDialog({
    kind: 'connection',
    connector,
    ...(typeof connection === 'string' ? { name: connection } : {}),
    ...(allowHost === undefined ? {} : { allowHost }),
  });
}
