/** A small description with one list of each kind that the review tells apart. */
export const library = `openapi: 3.1.0
info: { title: Library, version: '2' }
servers: [{ url: https://library.example.com/v2 }]
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    token: { type: http, scheme: bearer }
  schemas:
    Shelf:
      type: object
      required: [code]
      properties:
        code: { type: string }
        room: { type: string }
        floor: { type: integer }
security: [{ key: [] }, { token: [] }]
paths:
  /shelves:
    get:
      tags: [Rooms]
      parameters:
        - { name: sort, in: query, schema: { type: string } }
        - { name: after, in: query, schema: { type: string } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Shelf' } }
  /books:
    get:
      tags: [Books]
      parameters:
        - { name: page, in: query, schema: { type: integer } }
        - { name: per_page, in: query, schema: { type: integer, maximum: 100 } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema:
                type: object
                properties:
                  books: { type: array, items: { type: object, properties: { id: { type: string }, title: { type: string } } } }
                  total_pages: { type: integer }
    post:
      tags: [Books]
      operationId: addBook
      requestBody:
        content: { application/json: { schema: { type: object, properties: { title: { type: string } } } } }
      responses: { '201': { description: Created } }
  /books/{book_id}/loans:
    get:
      tags: [Books]
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { type: object, properties: { id: { type: string }, until: { type: string } } } }
  /lost:
    get:
      responses:
        '200':
          description: OK
          content: { application/json: { schema: { $ref: 'https://elsewhere.example.com/lost.json' } } }
`;

/** The same kind of description in two files: the second holds the path of the first. */
export const inTwoFiles = {
  'api.yaml': `openapi: 3.0.3
info: { title: Two files, version: '1' }
servers: [{ url: https://two.example.com }]
paths:
  /pets: { $ref: pets.yaml }
`,
  'pets.yaml': `get:
  responses:
    '200':
      description: OK
      content:
        application/json:
          schema: { type: array, items: { type: object, properties: { id: { type: string } } } }
`,
} as const;

/** A collection with a script, which is kept to be read and never run. */
export const collection = JSON.stringify({
  info: { name: 'Library requests', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  event: [{ listen: 'prerequest', script: { exec: ["globalThis.pwned = 1; pm.environment.set('token', 'x');"] } }],
  item: [
    {
      name: 'List books',
      request: { method: 'GET', url: 'https://library.example.com/v2/books' },
      response: [{ name: 'ok', code: 200, body: '[{"id":"1","title":"A"},{"id":"2","title":"B"}]' }],
    },
  ],
});

const parcels = [1, 2].map((id) => ({ id, weight: id * 10, sent_at: '2026-01-02T03:04:05Z' }));

/** An archive of one recorded request. */
export const recording = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'a browser', version: '1' },
    entries: [
      {
        startedDateTime: '2026-01-02T03:04:05.000Z',
        time: 12,
        request: {
          ...{ method: 'GET', url: 'https://post.example.com/parcels?limit=2', httpVersion: 'HTTP/1.1' },
          ...{ cookies: [], headers: [], queryString: [{ name: 'limit', value: '2' }], headersSize: -1, bodySize: 0 },
        },
        response: {
          ...{ status: 200, statusText: 'OK', httpVersion: 'HTTP/1.1', cookies: [], redirectURL: '' },
          ...{ headers: [{ name: 'content-type', value: 'application/json' }], headersSize: -1, bodySize: -1 },
          content: { size: 100, mimeType: 'application/json', text: JSON.stringify({ items: parcels }) },
        },
        cache: {},
        timings: { send: 0, wait: 12, receive: 0 },
      },
    ],
  },
});
