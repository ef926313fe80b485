import { ok, type Result } from '../../shared/result.ts';
import type { VaultState } from '../../shared/vault.ts';
import { connectionOfKey, isMarketplaceKey, proxySecretKey, publicationOfKey } from '../vault/types.ts';
import type { Studio } from './index.ts';

type VaultStudio = Pick<Studio, 'vault' | 'workspace'>;

/** Removes from the vault file what connections, tenants and publications left that were removed while it was locked (A108). */
async function tidy({ vault, workspace }: VaultStudio): Promise<void> {
  const { data } = workspace.connectors.list();
  const ids = new Set(data.flatMap(({ id }) => workspace.connections.list(id).map((one) => one.id)));
  const proxy = workspace.settings.get().network.proxy?.url;
  const tenants = new Set(workspace.tenants.list().map(({ secret }) => secret));
  const waiting = new Set(workspace.publications.list().map(({ id }) => id));
  await vault.keepOnly((key) => {
    const publication = publicationOfKey(key);
    if (publication !== undefined) return waiting.has(publication);
    if (isMarketplaceKey(key)) return tenants.has(key);
    const connection = connectionOfKey(key);
    if (connection !== undefined) return ids.has(connection);
    return !key.startsWith(proxySecretKey('')) || (proxy !== undefined && key === proxySecretKey(proxy));
  });
}

async function settle(
  studio: VaultStudio,
  opened: Result<VaultState>,
  moveSession: boolean,
): Promise<Result<VaultState>> {
  if (!opened.ok) return opened;
  await tidy(studio);
  if (!moveSession) return opened;
  const moved = await studio.vault.moveSession();
  return moved.ok ? ok(studio.vault.state()) : moved;
}

/** Makes the vault file of the workspace. Fails with `vault_exists`, `weak_passphrase`. */
export const createVaultFile = async (studio: VaultStudio, passphrase: string, moveSession = false) =>
  settle(studio, await studio.vault.createFile(passphrase), moveSession);

/** Opens the vault file of the workspace. Fails with `wrong_passphrase`, `no_vault_file`, `vault_damaged`. */
export const unlockVault = async (studio: VaultStudio, passphrase: string, moveSession = false) =>
  settle(studio, await studio.vault.unlock(passphrase), moveSession);
