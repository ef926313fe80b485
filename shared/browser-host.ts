/** Where the browser host carries the procedures, over a WebSocket. */
export const rpcPath = '/rpc';

/** Where a page gets the token that its WebSocket shows in its first frame. */
export const tabPath = '/tab';

/** Where a page that goes leaves its unsaved text: the one procedure that is carried by HTTP. */
export const lastPath = `${rpcPath}/drafts/save`;

/** Where a page ends its session. */
export const logOutPath = '/log-out';

/** A header that only scripts of the own page can send: forms and images cannot, and no other site is allowed to (A82). */
export const pageHeader = 'x-connector-studio';
