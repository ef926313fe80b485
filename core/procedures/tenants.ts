import { ok, type Result } from '../../shared/result.ts';
import { listInstances } from '../publish/index.ts';
import type { Studio } from '../studio/index.ts';
import { authorizeAgain, changeCredentials } from '../studio/outbox/consent.ts';
import { startInstall, startSwap, swapCandidates } from '../studio/outbox/installs.ts';
import {
  addTenant,
  asTenant,
  checkTenant,
  dependentsOf,
  installedInstance,
  listMarketplaces,
  removeMarketplace,
  removeTenant,
  renameTenant,
  replaceKey,
  testInstalled,
  uninstall,
} from '../studio/tenants.ts';
import { os, unwrap } from './handler.ts';

export const tenantProcedures = (studio: Studio) => {
  const begun = (started: Result<string>): { publication: string } => {
    const publication = unwrap(started);
    studio.outbox.changed();
    studio.outbox.wake();
    return { publication };
  };
  return {
    list: os.tenants.list.handler(async () => [...(await listMarketplaces(studio))]),
    add: os.tenants.add.handler(async ({ input }) => unwrap(await addTenant(studio, input))),
    rename: os.tenants.rename.handler(async ({ input }) =>
      unwrap(await renameTenant(studio, input.tenant, input.name)),
    ),
    replaceKey: os.tenants.replaceKey.handler(async ({ input }) =>
      unwrap(await replaceKey(studio, input.tenant, input.key)),
    ),
    check: os.tenants.check.handler(async ({ input }) => {
      unwrap(await checkTenant(studio, input.tenant));
      return { accepted: true as const };
    }),
    remove: os.tenants.remove.handler(async ({ input }) => ({
      removed: unwrap(await removeTenant(studio, input.tenant)),
    })),
    removeMarketplace: os.tenants.removeMarketplace.handler(async ({ input }) => ({
      removed: unwrap(await removeMarketplace(studio, input.marketplace)),
    })),
    instances: os.tenants.instances.handler(async ({ input }) =>
      unwrap(
        await asTenant(studio, input.tenant, async (access) => {
          const page = await listInstances(access, input);
          return page.ok ? ok({ instances: [...page.value.instances], cursor: page.value.cursor }) : page;
        }),
      ),
    ),
    instance: os.tenants.instance.handler(async ({ input }) =>
      unwrap(await installedInstance(studio, input.tenant, input.instance)),
    ),
    test: os.tenants.test.handler(async ({ input }) =>
      unwrap(await testInstalled(studio, input.tenant, input.instance, input.tools)),
    ),
    changeCredentials: os.tenants.changeCredentials.handler(async ({ input }) =>
      unwrap(await changeCredentials(studio, input.tenant, input.instance, input.auth)),
    ),
    authorizeAgain: os.tenants.authorizeAgain.handler(async ({ input }) => {
      const instance = unwrap(await authorizeAgain(studio, input.tenant, input.instance));
      studio.outbox.changed();
      studio.outbox.wake();
      return instance;
    }),
    dependents: os.tenants.dependents.handler(async ({ input }) => {
      const operators = unwrap(await dependentsOf(studio, input.tenant, input.instance));
      return { operators: operators && [...operators] };
    }),
    uninstall: os.tenants.uninstall.handler(async ({ input }) => {
      unwrap(await uninstall(studio, input.tenant, input.instance));
      return { uninstalled: true as const };
    }),
    swapCandidates: os.tenants.swapCandidates.handler(async ({ input }) =>
      unwrap(await swapCandidates(studio, input.tenant, input.instance)).map((one) => ({
        ...one,
        capabilities: [...one.capabilities],
      })),
    ),
    install: os.tenants.install.handler(async ({ input }) => begun(await startInstall(studio, input))),
    swap: os.tenants.swap.handler(async ({ input }) => begun(await startSwap(studio, input))),
  };
};
