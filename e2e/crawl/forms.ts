import { Buffer } from 'node:buffer';

/** The part of a base64 text that these bytes give whatever stands around them, for each of the three alignments. */
function base64Parts(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((lead) => {
    const whole = Buffer.concat([Buffer.alloc(lead), Buffer.from(secret)])
      .toString('base64')
      .replace(/=+$/, '');
    const part = whole.slice(lead === 0 ? 0 : lead + 1, -1);
    return [part, part.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Every form in which a secret may get away: as it is, escaped for a URL, a form or JSON, as hex or base64. */
export function formsOf(secret: string): readonly string[] {
  const hex = Buffer.from(secret).toString('hex');
  const url = encodeURIComponent(secret);
  const forms = [
    ...[secret, url, url.toLowerCase(), new URLSearchParams([['', secret]]).toString().slice(1)],
    ...[JSON.stringify(secret).slice(1, -1), hex, hex.toUpperCase(), ...base64Parts(secret)],
  ];
  return [...new Set(forms)];
}

/** Which secrets stand in some bytes in any form, whole or but for their end, by their names. */
export function secretsIn(bytes: Uint8Array | string, secrets: Readonly<Record<string, string>>): readonly string[] {
  const searched =
    typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const form = [...formsOf(secret), ...formsOf(secret.slice(0, -5))].find((one) => searched.includes(one));
    return form === undefined ? [] : [`${name} as ${form.slice(0, 6)}…`];
  });
}
