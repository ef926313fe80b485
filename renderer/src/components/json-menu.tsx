import { Menu } from '@mantine/core';
import { copyText } from '../lib/clipboard.ts';
import { kitTexts } from '../texts/kit.ts';
import type { JsonModel } from './json-model.ts';
import { codePath, jsonPath } from './json-path.ts';

interface JsonItemsProps {
  readonly model: JsonModel;
  /** Index of the line. */
  readonly index: number;
  /** Name of the root in code. */
  readonly rootKey: string;
  /** Puts code that reads the value where it is needed. */
  readonly onUse: ((code: string) => void) | undefined;
}

const texts = kitTexts.json;

/** What can be done with a value of a JSON tree. */
export function JsonItems({ model, index, rootKey, onUse }: JsonItemsProps) {
  const path = model.pathOf(index);
  const code = codePath(rootKey, path);
  return (
    <>
      {onUse ? (
        <Menu.Item onClick={() => onUse(code)} rightSection="U">
          {texts.usePath}
        </Menu.Item>
      ) : null}
      <Menu.Item
        onClick={() => void model.valueOf(index).then((value) => copyText(value, texts.value))}
        rightSection="Ctrl+C"
      >
        {texts.copyValue}
      </Menu.Item>
      <Menu.Item onClick={() => copyText(code, texts.path)}>{texts.copyCode}</Menu.Item>
      <Menu.Item onClick={() => copyText(jsonPath(path), texts.path)}>{texts.copyJsonPath}</Menu.Item>
      <Menu.Divider />
      {[1, 2, 3].map((levels) => (
        <Menu.Item key={levels} onClick={() => void model.expand(index, levels)}>
          {texts.expandLevels(levels)}
        </Menu.Item>
      ))}
      <Menu.Item onClick={() => void model.expand(index, Number.POSITIVE_INFINITY)} rightSection="*">
        {texts.expandBelow}
      </Menu.Item>
    </>
  );
}
