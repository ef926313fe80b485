import type { Entity, Manifest } from '../../shared/connector/manifest.ts';
import type { ImportReport, ReportEntity } from '../../shared/import/report.ts';

const asReport = (entity: Entity): ReportEntity => ({ ...entity, selected: true, params: [], evidence: [] });

/** A reviewed entity with what the description adds to it; parameters that its paging takes are no longer its own. */
function overlaid(entity: Entity, described: ReportEntity | undefined): ReportEntity {
  const { params, auth, contentType, evidence } = described ?? asReport(entity);
  const { params: paging = {}, in: place = 'query' } = entity.pagination;
  const used = new Set(Object.values(paging));
  return {
    ...entity,
    selected: true,
    params: params.filter((one) => !(one.in === place && used.has(one.name))),
    evidence,
    ...(auth === undefined ? {} : { auth }),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

/**
 * The entities of a manifest, which is what the user accepted, with the parameters that only the description knows; after them,
 * not selected, the described lists that the manifest leaves out, for they may be parents.
 */
export function overlaidEntities(
  manifest: Pick<Manifest, 'entities'>,
  report: ImportReport | undefined,
): ReportEntity[] {
  const described = new Map(report?.entities.map((entity) => [entity.operation, entity]));
  const own = manifest.entities.map((entity) => overlaid(entity, described.get(entity.operation)));
  const names = new Set(own.map((entity) => entity.name));
  const operations = new Set(own.map((entity) => entity.operation));
  const others = (report?.entities ?? []).filter(
    (entity) => !operations.has(entity.operation) && !names.has(entity.name),
  );
  return [...own, ...others.map((entity) => ({ ...entity, selected: false }))];
}

/** How the rows of a list are asked for. */
export type Reading = Pick<Entity, 'operation' | 'pagination' | 'incremental'>;

/** A report whose lists are read as it is said here, by their operation; all else of them stays. */
export function withReadings(report: ImportReport, readings: readonly Reading[]): ImportReport {
  const known = new Map(readings.map((reading) => [reading.operation, reading]));
  const entities = report.entities.map((described) => {
    const reading = known.get(described.operation);
    if (!reading) return described;
    const { incremental: _inferred, ...rest } = described;
    const { pagination, incremental } = reading;
    return overlaid({ ...rest, pagination, ...(incremental === undefined ? {} : { incremental }) }, described);
  });
  return { ...report, entities };
}
