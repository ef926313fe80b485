import { describe, expect, it } from 'vitest';
import {
  changesOf,
  draftOf,
  patchedManifest,
  problemAt,
  problemsOf,
  rawManifest,
  withMember,
} from './manifest-draft.ts';

const text = `{
  "formatVersion": 1, "id": "crm",
  "name": "Crm",
  "description": "",
  "version": "1.0.0",
  "kind": "saas",
  "executionModel": "script",
  "authentication": [{ "id": "key", "name": "Key", "type": "apiKey", "in": "header", "param": "X-Key", "x-kept": 1 }],
  "connectionConfig": { "baseUrl": { "type": "string", "x-kept": true } },
  "hosts": ["crm.example.com"],
  "entities": [],
  "commands": {}
}
`;
const parsed = rawManifest(text);
if (!parsed.ok) throw new Error('the text of the test is a manifest');
const raw = parsed.value;
const draft = draftOf(raw);

function saved(change: Partial<typeof draft>): string {
  const patched = patchedManifest(text, changesOf(raw, { ...draft, ...change }));
  if (!patched.ok) throw new Error(patched.error.message);
  return patched.value;
}

describe('the form of a manifest', () => {
  it('changes nothing that nobody touched', () => {
    expect(changesOf(raw, draft).size).toBe(0);
    expect(saved({})).toBe(text);
    expect(problemsOf(raw, draft).size).toBe(0);
  });

  it('writes one member and leaves the rest as it was written', () => {
    expect(saved({ version: '1.1.0' })).toBe(text.replace('1.0.0', '1.1.0'));
    expect(saved({ category: 'CRM', tags: ['sales'] })).toBe(
      text.replace(
        '"executionModel": "script",',
        '"executionModel": "script",\n  "category": "CRM",\n  "tags": [\n    "sales"\n  ],',
      ),
    );
  });

  it('keeps members that it does not know within what it changes', () => {
    const [key] = draft.authentication;
    const [setting] = draft.connectionConfig;
    if (!key || !setting) throw new Error('both are there');
    const next = JSON.parse(
      saved({
        authentication: [{ ...key, auth: withMember(key.auth, 'param', 'X-Token') }],
        connectionConfig: [{ ...setting, id: 'address' }],
      }),
    );
    expect(next.authentication[0]).toEqual({ ...JSON.parse(text).authentication[0], param: 'X-Token' });
    expect(next.connectionConfig).toEqual({ address: { type: 'string', 'x-kept': true } });
  });

  it('says what is wrong at its place', () => {
    const [key] = draft.authentication;
    const [setting] = draft.connectionConfig;
    if (!key || !setting) throw new Error('both are there');
    const problems = problemsOf(raw, {
      ...draft,
      name: 'Crm 2',
      version: '1',
      hosts: ['crm.example.com', 'https://x'],
      authentication: [{ ...key, auth: withMember(key.auth, 'param', '') }, key],
      connectionConfig: [setting, setting],
    });
    expect(problems.get('name')).toBe('use letters and spaces only');
    expect(problems.get('version')).toMatch(/semantic version/);
    expect(problemAt(problems, 'hosts')).toMatch(/use a host such as/);
    expect(problemAt(problems, 'authentication.0.param')).toBeDefined();
    expect(problems.get('authentication.1.id')).toBe('this name is used twice');
    expect(problems.get('setting.1')).toBe('this name is used twice');
    expect(problemAt(problems, 'category')).toBeUndefined();
  });

  it('cannot be opened for what is no manifest', () => {
    expect([rawManifest('{'), rawManifest('[]')]).toMatchObject([{ ok: false }, { ok: false }]);
  });
});
