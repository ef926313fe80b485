/** An abuse case of the sandbox, the network core or a host, as docs/SECURITY.md shows it. */
export interface SecurityCase {
  /** Its number: 37 is A37. */
  readonly number: number;
  /** What is tried. */
  readonly tried: string;
  /** What comes of it, and what its tests assert. */
  readonly result: string;
  /** Why no unit test bears its number, where another kind of test proves it. */
  readonly elsewhere?: string;
}

/** A37–A70, A71, A73, A74, A79–A103, A105, A107, A112. A test fails where one of them has neither a test that bears its number nor a reason. */
export const securityCases: readonly SecurityCase[] = [
  {
    number: 37,
    tried:
      'From every function and every value the host gives back, code walks all it can reach, in search of the host',
    result:
      'It finds the documented globals and nothing else: no process, no module loader, no host object, no path of the host in a stack',
  },
  {
    number: 38,
    tried:
      'Arguments of host calls that change while they are read: getters, `toJSON`, `then`, cycles, a million keys, `__proto__`',
    result: 'The host sees one JSON text, made before it is checked; what cannot be one is an error of the guest',
  },
  {
    number: 39,
    tried: 'A Proxy whose `ownKeys` lies about its length, which makes the engine read out of bounds',
    result: 'There is no Proxy; the next run, of whichever connector, is right',
  },
  {
    number: 40,
    tried: 'Typed arrays and buffers of 2²⁹ bytes and more',
    result: 'An error of the guest or the outcome out of memory; the process does not grow by it',
  },
  {
    number: 41,
    tried: 'Programs that once crashed this engine or its relatives',
    result: 'Each ends with an outcome; the studio lives and the next run is right',
  },
  {
    number: 42,
    tried:
      'Loops without end, in every form: plain, promises, generators, sort, regular expressions, native code that no interrupt reaches',
    result: 'Ended at the deadline, by force where the function does not answer',
  },
  {
    number: 43,
    tried: 'Recursion, getters and JSON deeper than any stack',
    result: 'An error inside the guest; the stack of the worker is never exhausted',
  },
  {
    number: 44,
    tried: 'Memory taken without end, inside the guest and through the host: objects, logs, request bodies',
    result: 'The instance has a fixed memory, and every store on the host a limit; dropped log lines are counted',
  },
  {
    number: 45,
    tried: 'A run leaves changed prototypes, globals, timers and open promises for the one that follows it',
    result: 'The next run finds none of it; a late promise reaches no host function',
  },
  {
    number: 46,
    tried: 'A run reads memory that nobody wrote, in search of the secret of the run before',
    result: 'Each run has an instance of its own; no secret of another is in its memory',
  },
  {
    number: 47,
    tried: 'The clock and random numbers: to measure the host, or to make a run that cannot be repeated',
    result: 'Both are as documented; a deterministic run has a clock and a seed of its own, and gives the same twice',
  },
  {
    number: 48,
    tried: '10,000 requests at once, huge bodies, requests after the run has ended',
    result: 'Limits at once, in all and in bytes; what comes after the end is never sent',
  },
  {
    number: 49,
    tried:
      'The connector shows its own secret: in a log, an error, a result, a name, as base64 or behind percent signs',
    result: 'Masked wherever it is recorded, in its encoded forms too; a result that carries it is reported',
  },
  {
    number: 50,
    tried: 'The secret as part of a host name, so that the name server hears it; or in a path or a query',
    result: 'The request is refused before the name is resolved; to allowed hosts it goes, and is recorded masked',
  },
  {
    number: 51,
    tried: 'Addresses of this machine and its network, in every spelling, by name and by number',
    result: 'Refused before a socket is opened, unless the user granted that host to the connection',
  },
  {
    number: 52,
    tried:
      'A public host redirects to a private one, at the first hop or the last; HTML and headers that only look like redirects',
    result: 'Each hop is checked as the first was; only the status codes of HTTP redirect',
  },
  {
    number: 53,
    tried: 'A name with public and private addresses, or with another answer the second time',
    result: 'The address that was checked is the one that is connected to',
  },
  {
    number: 54,
    tried: 'A redirect to another host, port or scheme, in the hope that credentials come along',
    result: 'Only headers that are known to be harmless go along; a secret in the path ends the redirect',
  },
  {
    number: 55,
    tried: 'A redirect from https to http on the same host',
    result: 'It goes on without credentials',
  },
  {
    number: 56,
    tried: 'A redirect that keeps the method (307, 308) sends a body on to another host',
    result: 'The body is not sent there; the redirect is refused',
  },
  {
    number: 57,
    tried: 'Addresses that read as one host and mean another: a user name, a backslash, a suffix, a second slash',
    result: 'The parsed address is judged, never its text',
  },
  {
    number: 58,
    tried: 'Line breaks, NUL and framing headers in method, header, path or query',
    result: 'A clear error, and not a byte of it on the wire',
  },
  {
    number: 59,
    tried: 'Bodies that inflate a thousandfold, nested or unknown encodings',
    result: 'Cut off at the limit, while they are decompressed',
  },
  {
    number: 60,
    tried: 'A server that stalls: at connect, in its headers, within the body, byte by byte',
    result: 'Each phase has its deadline, and the whole another; cancelling ends it in 300 ms',
  },
  {
    number: 61,
    tried: 'Answers that are no HTTP, or too much of it: thousands of headers, contradicting lengths',
    result: 'An error value that says what was wrong',
  },
  {
    number: 62,
    tried:
      'Cookies for other hosts, for whole top-level domains, for another connector of the same host, by the thousand',
    result: 'A cookie goes back only to where it may, and never to another connection',
  },
  {
    number: 63,
    tried: 'Numbers that JavaScript would round: long ids, huge exponents, a million digits',
    result: 'Kept as they were sent, or reported; never rounded in silence',
  },
  {
    number: 64,
    tried: 'Bodies that are almost JSON: repeated keys, `__proto__`, lone surrogates, marks of byte order, HTML',
    result: 'Reported precisely; prototypes stay clean and the raw bytes can be had',
  },
  {
    number: 65,
    tried: 'Pagination that never ends: a repeated cursor, two that alternate, a next address on another host',
    result: 'The loop is found, the host is checked, and pages have a limit',
  },
  {
    number: 66,
    tried: '`Retry-After` of years, of the past, or none; a server that is never available',
    result: 'Waits and tries are bounded, shown, and can be cancelled',
  },
  {
    number: 67,
    tried: 'Certificates that are expired, of another name or of nobody; a handshake that breaks off',
    result: 'The request fails; only the user can except a host, and no connector or archive carries that',
  },
  {
    number: 68,
    tried: 'Environment variables that switch verification off or name a proxy',
    result: 'They are not heard: a proxy comes from the settings, and the checks hold through it',
  },
  {
    number: 69,
    tried: 'A downloaded file with a name that leads elsewhere or is run on a click, or of 10 GB',
    result: 'It is named by the studio, stays within its limit and is never opened',
  },
  {
    number: 70,
    tried: 'The connector names a file of the machine as a request body',
    result: 'There is no way to name one: bodies are text and bytes that the guest made',
  },
  {
    number: 71,
    tried: 'Bodies of HTML, SVG, XML and scripts, opened in the inspector',
    result: 'They are text, bytes or the source of an image; no view renders them, and nothing in them runs or loads',
  },
  {
    number: 73,
    tried:
      'Markup and scripts in every stored text: names, files, results, logs, requests, errors, answers of a marketplace',
    result:
      'About 80 places of the window show them as text: nothing runs, nothing is loaded, no element comes of them',
  },
  {
    number: 74,
    tried:
      'Inline scripts, text as markup, code from text, foreign scripts, frames, forms and connections, from within the page',
    result:
      'The policy refuses them, Trusted Types included; both hosts send it byte for byte with every answer, errors too; a page of any end-to-end test that breaks it fails that test',
  },
  {
    number: 79,
    tried: 'Requests without a session: from another program, another user, another page',
    result: '401 and a fixed text, whatever is asked',
  },
  {
    number: 80,
    tried: 'Other names for this machine in Host, two of them, none, an absolute address in the request line',
    result: '403, also for GET without Origin',
  },
  {
    number: 81,
    tried: 'A WebSocket from another origin, without a session, or without the token of its page',
    result: 'Refused before the upgrade; after it closed, where its first frame is no token',
  },
  {
    number: 82,
    tried: 'What another site can have a browser send: forms, images, scripts, prefetches, beacons',
    result: '403; no CORS header; what changes something wants a header that only the own page can send',
  },
  {
    number: 83,
    tried: 'The launch address: twice, after a minute, with HEAD, loaded ahead',
    result: 'It works once, within 60 s, and leaves a cookie of another value and no token behind',
  },
  {
    number: 84,
    tried: 'Tokens that leak by Referer, by redirects, by links',
    result: 'No referrer is sent, a launch leads to the own page only',
  },
  {
    number: 85,
    tried: 'Servers, hosts and gateways in the address of the page',
    result: 'Nothing is taken from it',
  },
  {
    number: 86,
    tried: 'Another address of this machine, another interface',
    result: 'The host listens on 127.0.0.1 only',
  },
  {
    number: 87,
    tried: 'A port that is taken, a host on all interfaces',
    result: 'Refused with a sentence; who has the port gets no token',
  },
  {
    number: 88,
    tried: 'Paths out of the built interface, source maps, encoded and doubled slashes',
    result: '404: requests are compared with a list, and never become file names',
  },
  {
    number: 89,
    tried: 'Another page puts the studio into a frame',
    result: 'Refused by policy and header',
  },
  {
    number: 90,
    tried: 'Guessed tokens, idle connections, slow headers, uploads, huge messages, sockets by the dozen',
    result: 'Limits; whoever has a session goes on',
  },
  {
    number: 91,
    tried: 'An old cookie after a restart or after logging out; secrets in what scripts can read',
    result: '401; its tabs are closed; no secret is in storage, cache or page',
  },
  {
    number: 92,
    tried: 'The token of one tab in another, twice, late, with another session',
    result: 'Refused; a token works once, for a short time, with its own session',
  },
  {
    number: 93,
    tried: 'Node and Electron from within a window',
    result: 'Windows are isolated and sandboxed; the page gets a frozen bridge of named verbs',
  },
  {
    number: 94,
    tried: 'The packaged program as Node, with NODE_OPTIONS or --inspect, or with another archive',
    result: 'Fuses are set, and read back from the packed program by a test',
  },
  {
    number: 95,
    tried: 'Known bypasses of the context bridge',
    result: 'Older versions of Electron fail a test; the packaged version is the tested one',
  },
  {
    number: 96,
    tried: 'Messages of sub-frames, other pages, look-alike addresses, frames that are gone',
    result: 'One function stands before every channel and refuses them',
  },
  {
    number: 97,
    tried: 'Messages that are no calls, deep, huge, out of order, 10,000 of them',
    result: 'An error, or nothing; the process and other lines live on',
  },
  {
    number: 98,
    tried: 'A page that was taken over reads secrets',
    result: 'No procedure gives one back',
  },
  {
    number: 99,
    tried: 'Every way out of the page: links, forms, windows, refreshes, downloads',
    result: "The page stays; only https addresses go to the user's browser",
  },
  {
    number: 100,
    tried: 'Permissions: camera, place, devices, reading the clipboard …',
    result: 'Denied, but for copying text',
  },
  {
    number: 101,
    tried: 'Links and command lines: other actions, files, scripts, hidden characters, switches, 1 MB',
    result:
      'Only an import or an install of an http address is asked about, with every argument and the true host; nothing starts before the user agrees',
  },
  {
    number: 102,
    tried: 'An update feed with older versions, over http, on another host',
    result: 'Refused; the feed is asked only when the user wants it',
  },
  {
    number: 103,
    tried: 'A changed archive or resource of an installed copy',
    result: "The fuse for checked archives is on; the system's own start check was not tried here",
    elsewhere: 'asserted by its fuse (A94)',
  },
  {
    number: 105,
    tried: 'Secrets of every kind, taken through every feature of the window',
    result:
      'They stand nowhere but in the vault and on the wire to their host: not in files, frames, page, storage or processes',
  },
  {
    number: 107,
    tried: 'Copies as commands, archives and exports of requests that carried secrets',
    result: 'Masked, as they were when they were recorded',
  },
  {
    number: 112,
    tried: 'A snapshot of the memory of the page after forms with secrets were closed',
    result: 'None of them is in it; the memory of the host is not cleared of strings, which its engine cannot do',
  },
  {
    number: 113,
    tried: 'What another tenant of the marketplace owns: by guessed id, filter, cursor, nested id or Idempotency-Key',
    result: 'Not there: 404 with the body of an unknown id, for every route and verb; what is changed stays its own',
  },
  {
    number: 114,
    tried: 'Keys of the marketplace in query, path, body or cookie, guessed, expired, revoked, without the scope',
    result: '401 or 403; only their SHA-256 is kept, and they are in no log',
  },
  {
    number: 115,
    tried: 'One Idempotency-Key twice, at once, with another body, of another tenant, on two servers, after its time',
    result: 'One effect and one answer; 409 while the first is under way or where the body differs',
  },
  {
    number: 116,
    tried: 'Answers of a marketplace with another listing, digest or schema, cut short, as HTML or without end',
    result: 'Refused; nothing changes in the workspace',
  },
  {
    number: 117,
    tried: 'Markup, scripts and direction marks in what publishers write',
    result: 'Text in JSON, as it was sent; never a page',
  },
  {
    number: 118,
    tried: 'Listings and publishers that look like others',
    result:
      "Said on the listing, also where one letter is wrong; verified publishers are marked; a publisher's name that looks like another one's is refused; ids decide",
  },
  {
    number: 119,
    tried: 'SQL and patterns in searches, filters and cursors',
    result: 'Plain text that is looked for, or 400',
  },
  {
    number: 120,
    tried: 'Uploads that are bombs, escape their folder, end early, are another content, or come many at once',
    result: 'Refused with the reason; nothing stays; exactly one of many wins',
  },
  {
    number: 121,
    tried: 'HTML and SVG in a package, opened from the origin of the marketplace',
    result: 'An attachment under a policy that runs nothing',
  },
  {
    number: 122,
    tried: 'Addresses of internal servers in what is published',
    result: 'The server asks none of them',
  },
  {
    number: 123,
    tried: 'More requests than a tenant may send',
    result: '429 with Retry-After, for all of its keys; other tenants are answered as before',
  },
];
