// What the reference says of the headers that a route asks for.

/** By which a change says in which form it was typed. */
const UNSENT = {
  'casewright-unsent-text': {
    type: 'string',
    description: 'The form in which it was typed: what is kept of that is gone once the change is done.',
  },
};

const KEY_HEADER = {
  type: 'object',
  required: ['idempotency-key'],
  properties: {
    'idempotency-key': { type: 'string', description: 'New for each file, the same for its retries.' },
    ...UNSENT,
  },
};

const STEP_HEADERS = { type: 'object', properties: UNSENT };

const COMMAND_HEADERS = {
  type: 'object',
  required: ['idempotency-key'],
  properties: {
    'idempotency-key': { type: 'string', description: 'New for each change, the same for its retries.' },
    'if-match': { type: 'string', description: 'The ETag of the case as it was seen; answers 412 if it has changed.' },
    ...UNSENT,
  },
};

interface AsksHeaders {
  readonly audit: string;
  /** Of an upload: the step that begins one. */
  readonly begins?: true;
  /** Of the inbox: where a key says what is the same. */
  readonly keyed?: true;
}

/** Changes of what is no case, and steps of an item of the inbox or of a redaction. */
const STEPS: readonly string[] = ['oversight', 'inbox', 'upload'];

/** @returns a member for the schema of a route, or none */
export function headersOf({ audit, begins, keyed }: AsksHeaders): { readonly headers?: object } {
  if (audit === 'command') return { headers: COMMAND_HEADERS };
  const isKeyed = audit === 'letter' || begins === true || keyed === true;
  if (isKeyed) return { headers: KEY_HEADER };
  return STEPS.includes(audit) ? { headers: STEP_HEADERS } : {};
}
