import { session } from 'electron';

/** What the interface may ask the system for: copying text, and nothing else. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Denies every other permission: camera, location, devices, notifications, files … */
export function restrictPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(allowed.has(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  session.defaultSession.setDevicePermissionHandler(() => false);
}
