import envPaths from 'env-paths';

/** The workspace of a person who names none: the platform's data folder (XDG, Application Support, AppData). */
export const defaultWorkspaceDirectory = (): string => envPaths('connector-studio', { suffix: '' }).data;
