import { startFollowing } from './features/changes/follow.ts';
import { startAutosave } from './features/drafts/autosave.ts';
import { startKeeping } from './features/drafts/keeper.ts';
import { startLeaving } from './features/drafts/leave.ts';
import { startRestoring } from './features/drafts/restore.ts';
import { watchUnanswered } from './features/editor/save.ts';

/**
 * Starts what goes on behind the workbench for as long as the page lives. Resolves once it is known which unsaved texts come
 * back, so that no file is shown without its own.
 */
export async function startServices(): Promise<void> {
  startFollowing();
  startKeeping();
  startLeaving();
  startAutosave();
  watchUnanswered();
  await startRestoring();
}
