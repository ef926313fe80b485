/** The `.connector` archive and the exported folder: check, pack, unpack, read, write. Opens no database and no socket. */
export { checkClash, checkConnector, checkFiles, type FileLimits } from './check.ts';
export { archiveDigest, fromContentDigest, toContentDigest } from './digest.ts';
export { type FolderScan, readConnectorFolder, scanConnectorFolder } from './folder-read.ts';
export { type WrittenFolder, writeConnectorFolder } from './folder-write.ts';
export { describeIssues, parseManifest, statedId } from './manifest.ts';
export { type PackedConnector, packConnector } from './pack.ts';
export { checkScan, type PackageScan, scanPackage } from './scan.ts';
export { readConnectorArchive, unpackConnector } from './unpack.ts';
