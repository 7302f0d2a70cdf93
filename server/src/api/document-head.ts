// What the OpenAPI document says of the interface as a whole; the rest is made from the routes.
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { COOKIE_NAME } from './credential.ts';
import { SESSION_SCHEME, TOKEN_SCHEME } from './route.ts';

const DESCRIPTION = `Every answer that is a refusal is a problem document (RFC 9457) with a stable code.
Sign in first; the session is a cookie. Another system sends a token in the Authorization header instead. Changes need an Idempotency-Key header, new for each change and the same for its retries, and either Sec-Fetch-Site or Origin to prove that they come from this site; with a token they need neither.
If-Match with the ETag of the case refuses a change to a case that is no longer as it was seen.
A person to whom a colleague has handed work over sends the colleague's id in the header Casewright-On-Behalf-Of with each request that they make for them; \`GET /api/v1/session\` says who has. It counts for that request alone: what is shown and may be done is what the colleague could hand on, both are on record, and where nothing is handed over the answer is 403 with the code not-handed-over. Tokens and live streams do not take it.
Accept-Language chooses among the languages of a case type for the titles, labels and hints that it says; all else is as it was recorded.
Lists give 50 rows and \`next\`, to be sent as \`after\`.
Unknown fields are refused; bodies are at most 256 kilobytes, and 2 megabytes where they bring the text of a case type.`;

export const DOCUMENT_HEAD = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Casewright',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        [SESSION_SCHEME]: { type: 'apiKey', in: 'cookie', name: COOKIE_NAME },
        [TOKEN_SCHEME]: { type: 'http', scheme: 'bearer' },
      },
    },
  },
} satisfies FastifyDynamicSwaggerOptions;
