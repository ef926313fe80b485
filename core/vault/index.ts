export { isVaultLocked, VaultFileError } from './errors.ts';
export { vaultFileAt } from './file.ts';
export { KeychainError } from './keychain.ts';
export { openVault, type Vault } from './vault.ts';
