import { describe, expect, it } from 'vitest';
import type { Shape } from '../../infer/model.ts';
import { toldShape } from './told-shape.ts';

/** A shape as nested lists of names, arrays in brackets. */
function outline(shape: Shape | undefined): unknown {
  if (!shape) return undefined;
  if (shape.items) return [outline(shape.items)];
  if (shape.properties.size === 0) return shape.type ?? 'open';
  return Object.fromEntries([...shape.properties].map(([name, inner]) => [name, outline(inner)]));
}

const told = (text: string): unknown => outline(toldShape([{ text, pointer: '#/x' }]));

describe('what a script tells of an answer (PM-8: it is read, never run)', () => {
  it('by the paths it reads', () => {
    expect(
      told(`var data = JSON.parse(responseBody);
        if (data.items === undefined) { throw "no" } else { postman.setEnvironmentVariable("_id", data.items[0].id) }`),
    ).toEqual({ items: [{ id: 'open' }] });
    expect(told('const a = pm.response.json(); pm.environment.set("x", a["token"].value);')).toEqual({
      token: { value: 'open' },
    });
    expect(told('pm.expect(JSON.parse(pm.response.text()).user.name).to.eql("x")')).toEqual({ user: { name: 'open' } });
  });

  it('by names given to parts, to items and in loops', () => {
    expect(
      told(`let r = pm.response.json();
        let first = r.users[0] || {};
        tests["has mail"] = first.hasOwnProperty('mail');
        r.groups.forEach(g => { console.log(g.title) });
        r.tags.map(function (t) { return t.slug; });
        for (const one of r.files) log(one.size);`),
    ).toEqual({
      users: [{ mail: 'open' }],
      groups: [{ title: 'open' }],
      tags: [{ slug: 'open' }],
      files: [{ size: 'open' }],
    });
  });

  it('by what it asserts', () => {
    expect(
      told(`var r = pm.response.json();
        tests["list"] = Array.isArray(r.rows); tests["n"] = Number.isInteger(r.count);
        pm.expect(r).to.have.property('next');
        pm.expect(r.name).to.be.a('string');`),
    ).toEqual({ rows: 'array', count: 'integer', next: 'open', name: 'string' });
  });

  it('an answer that is a list', () => {
    expect(told('let all = pm.response.json(); all.forEach(Item => { pm.globals.set("a", Item.Id); });')).toEqual([
      { Id: 'open' },
    ]);
  });

  it('nothing where it speaks of other things, in comments, texts and patterns', () => {
    expect(told('var a = pm.response.code; var b = "pm.response.json().x"; // pm.response.json().y')).toBeUndefined();
    expect(told('var r = pm.response.json(); /r.x.y/.test(r.length); r.toString();')).toBeUndefined();
    expect(told('other.data.items[0].id')).toBeUndefined();
  });

  it('names of the prototype are names like any other', () => {
    const shape = toldShape([{ text: 'var r = pm.response.json(); r.toJSON; r["__proto__"].polluted;', pointer: '#' }]);
    expect([...(shape?.properties.keys() ?? [])]).toEqual(['toJSON', '__proto__']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('a script that never ends what it begins does no harm, and neither does a long one', () => {
    for (const text of ['var r = pm.response.json(', "r = '", '/* ', '`${', '/[', 'var r = pm.response.json(); r['])
      told(text);
    const started = performance.now();
    told(`${'var r = pm.response.json(); r.a.b[0].c; '.repeat(20_000)}${'('.repeat(100_000)}${'/'.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
