import { expect, test } from 'vitest';
import { formFields } from './form-fields.ts';

test('a form in the address’s way is shown by field, decoded', () => {
  expect(
    formFields('a=1+2&b=%C3%A9', 'application/x-www-form-urlencoded')?.map((one) => [one.name, one.value]),
  ).toEqual([
    ['a', '1 2'],
    ['b', 'é'],
  ]);
});

test('a form in parts is shown by part, with the names and types of files', () => {
  const text =
    '--x1\r\nContent-Disposition: form-data; name="note"\r\n\r\nline 1\r\nline 2\r\n--x1\r\nContent-Disposition: form-data; name="file"; filename="a \\"b\\".png"\r\nContent-Type: image/png\r\n\r\nPNG\r\n--x1--\r\n';
  expect(formFields(text, 'multipart/form-data; boundary="x1"')).toEqual([
    { name: 'note', value: 'line 1\r\nline 2', type: '', fileName: '', size: 14 },
    { name: 'file', value: 'PNG', type: 'image/png', fileName: 'a \\"b\\".png', size: 3 },
  ]);
});

test('what is no such form is none', () => {
  expect(formFields('anything', 'multipart/form-data')).toBeUndefined();
  expect(formFields('--x\r\nno head', 'multipart/form-data; boundary=x')).toBeUndefined();
});
