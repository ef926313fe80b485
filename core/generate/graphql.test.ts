import { describe, expect, it } from 'vitest';
import type { ImportReport, ReportEntity } from '../../shared/import/report.ts';
import type { TestServer } from '../network/testing/server.ts';
import { bench, serve } from './testing/bench.ts';
import { entity, param, reportOf, textOf } from './testing/reports.ts';

const { read } = bench();

const rows = Array.from({ length: 7 }, (_, index) => ({ id: index + 1, name: `Thing ${index + 1}` }));

const report = (server: TestServer, entities: readonly ReportEntity[]): ImportReport =>
  reportOf({ baseUrl: `${server.url}/v1`, entities: [...entities] });

describe('a GraphQL list', () => {
  const query = 'query Projects($after: String) {\n  projects(after: $after) { nodes { id } }\n}\n';
  const projects = entity({
    name: 'projects',
    operation: 'POST /graphql#projects',
    records: '$.data.projects.nodes',
    params: [
      param('query', { in: 'body', required: true, default: query }),
      param('variables', { in: 'body', type: 'object', default: { first: 3, after: null } }),
    ],
    pagination: { kind: 'cursor', in: 'body', params: { cursor: 'variables.after' }, next: '$.data.projects.end' },
  });

  it('sends its query with the cursor among the variables', async () => {
    const server = await serve(({ body: text }) => {
      const from = Number(JSON.parse(text).variables.after ?? 0);
      return { data: { projects: { nodes: rows.slice(from, from + 3), end: from + 3 < 7 ? String(from + 3) : null } } };
    });
    expect((await read(report(server, [projects]), 'projects')).items).toHaveLength(7);
    expect(JSON.parse(server.requests[1]?.body ?? '')).toEqual({
      query: query.trim(),
      variables: { first: 3, after: '3' },
    });
  });

  it('fails where the answer holds errors, although its status is 200', async () => {
    const server = await serve(() => ({ data: null, errors: [{ message: 'no such field' }] }));
    await expect(read(report(server, [projects]), 'projects')).rejects.toThrow('The query was refused: no such field');
  });

  it('keeps the query as a text of several lines', () => {
    const text = textOf(reportOf({ entities: [projects] }), 'functions/entities.js');
    expect(text).toContain('const projectsQuery = `query Projects($after: String) {\n  projects(after: $after)');
    expect(text).toContain(
      "graphql(account, '/graphql', {\n      query: projectsQuery,\n      variables: { first: 3, after: cursor },",
    );
  });

  it('takes a text that is no query for what it is', () => {
    for (const text of ['{"match_all":{}}', 'name:{x', 'select 1']) {
      const from = entity({ ...projects, params: [param('query', { in: 'body', default: text })] });
      expect(textOf(reportOf({ entities: [from] }), 'functions/entities.js')).not.toContain('projectsQuery');
    }
  });
});
