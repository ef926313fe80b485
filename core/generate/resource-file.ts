/** functions/resource.js (FB-37, FB-62): files that the source gives only to those who prove who they are. */
export const resourceFile = (): string => `import { download } from './utility.js';

/** The content of a file of the source, in base64. */
export async function resource({ account, params }) {
  const response = await download(account, params.url);
  return {
    contentType: response.headers['content-type'] ?? 'application/octet-stream',
    body: base64(response.bytes()),
  };
}

/** Base64 of bytes; in pieces, because a call takes only so many arguments. */
function base64(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary);
}
`;
