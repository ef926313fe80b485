import { describe, expect, it } from 'vitest';
import { downloadLimits } from '../../../shared/limits.ts';
import { contradiction } from './sniff.ts';
import { findingsOf, short } from './testing/check.ts';

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const said = async (result: unknown) => short(await findingsOf('resource', { result }));

describe('FB-62: what resource gives', () => {
  it.each([
    [{ contentType: 'application/pdf', body: base64('%PDF-1.7 …') }, []],
    [{ contentType: 'text/plain; charset=utf-8', body: base64('hello') }, []],
    [{ contentType: 'application/octet-stream', body: base64('%PDF-1.7') }, []],
    [{ contentType: 'text/plain' }, ['resource_no_body $.body']],
    [{ contentType: 'text/plain', body: { 0: 1, 1: 2 } }, ['resource_no_body $.body']],
    [{ contentType: 'text/plain', body: 'not base64!' }, ['resource_not_base64 $.body']],
    [{ contentType: 'text/plain', body: '' }, ['resource_empty $.body']],
    [{ body: base64('x') }, ['resource_no_type $.contentType']],
    [{ contentType: 'pdf', body: base64('x') }, ['resource_no_type $.contentType']],
    [{ contentType: 'image/png', body: base64('<html>Log in') }, ['resource_type_differs $.contentType']],
  ])('%j: %j', async (result, findings) => {
    expect(await said(result)).toEqual(findings);
  });
  it('A69: more than can be saved', async () => {
    const body = 'A'.repeat(Math.ceil(downloadLimits.bytes / 3) * 4 + 4);
    expect(await said({ contentType: 'text/plain', body })).toEqual(['resource_too_large $.body']);
  });
});

describe('A69: declared type against the first bytes', () => {
  const hex = (text: string) => Buffer.from(text, 'hex');
  it.each([
    ['application/pdf', hex('4d5a9000'), 'its bytes are those of a Windows program'],
    ['application/octet-stream', hex('7f454c46'), 'its bytes are those of a Linux program'],
    ['image/jpeg', hex('cffaedfe'), 'its bytes are those of a macOS program'],
    ['text/csv', Buffer.from('#!/bin/sh\n'), 'its bytes are those of a script'],
    ['text/csv', Buffer.from('[Desktop Entry]\nExec=x'), 'its bytes are those of a shortcut'],
    ['image/png', hex('4c00000001140200'), 'its bytes are those of a Windows shortcut'],
    ['image/png', hex('ffd8ffe0'), 'its bytes are those of a JPEG image'],
    ['image/png', Buffer.from('plain'), 'its bytes do not begin as such a file does'],
  ])('%s', (type, bytes, problem) => {
    expect(contradiction(type, bytes)).toBe(problem);
  });
  it.each([
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', hex('504b0304')],
    ['video/mp4', hex('0000001866747970')],
    ['text/csv', Buffer.from('a,b\n1,2')],
    ['text/plain', Buffer.from('#!/bin/sh\n')],
  ])('%s is what it says', (type, bytes) => {
    expect(contradiction(type, bytes)).toBeUndefined();
  });
});
