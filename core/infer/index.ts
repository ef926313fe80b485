import type { ImportReport } from '../../shared/import/report.ts';
import { inferCommands } from './commands.ts';
import { findLists, inferEntities } from './entities.ts';
import type { ApiDescription } from './model.ts';
import { inferValidate } from './validate-operation.ts';

/** Entities, commands and the call that proves a connection, each value with its evidence. */
export function infer(description: ApiDescription): Pick<ImportReport, 'entities' | 'commands' | 'validate'> {
  const { operations, auth } = description;
  const lists = findLists(operations);
  const isList = new Set(lists.map((list) => list.operation));
  const needsAuth = auth.some((one) => one.type !== 'none');
  const validate = inferValidate(operations, isList, needsAuth);
  return {
    entities: [...inferEntities(operations, lists)],
    commands: [...inferCommands(operations.filter((operation) => !isList.has(operation)))],
    ...(validate ? { validate: { ...validate, ...(validate.params ? { params: { ...validate.params } } : {}) } } : {}),
  };
}
