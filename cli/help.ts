import { Help, type HelpConfiguration, type Option } from 'commander';

/** What every command takes, or many: the options that are its own are read first. */
const COMMON = ['--passphrase-env', '--workspace', '--json', '--help'];

const isCommon = (option: Option): boolean => COMMON.includes(option.long ?? '');

/** Nothing given yet, as repeatable options have it: not worth a word. */
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** How `--help` shows options: those of the command before the common ones, required ones marked, no empty defaults. */
export const helpConfiguration: HelpConfiguration = {
  visibleOptions(command) {
    const options = Help.prototype.visibleOptions.call(this, command);
    return [...options.filter((option) => !isCommon(option)), ...options.filter(isCommon)];
  },
  optionDescription(option) {
    const text = isEmpty(option.defaultValue)
      ? option.description
      : Help.prototype.optionDescription.call(this, option);
    return option.mandatory ? `${text} (required)` : text;
  },
};
