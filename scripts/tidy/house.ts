// The shape of the house as data: which rooms there are, who may import whom, which file may do what nobody else may.
// A change here is a change of the architecture: it goes with ARCHITECTURE.md and, where a line moves, a decision record.

export interface RoomRule {
  /** Rooms whose code it may use. */
  readonly uses: readonly string[];
  /** Rooms of which it may name the types and nothing else. */
  readonly types?: readonly string[];
  /** Single files outside `uses` that it may use: the named doors. */
  readonly files?: readonly string[];
}

/** What a door of the store is called with; neither holds a statement. */
const HANDLES = ['server/src/store/database.ts', 'server/src/store/context.ts'];
/** Named doors of the store: what a room may call beside commands and queries, because it changes no case and shows none. */
const WORKER_DOORS = storeDoors(
  ...[
    'claim-outbox',
    'due-timers',
    'find-session',
    'follow-ups',
    'holiday-table',
    'leavers',
    'list-agencies',
    'remake-access',
    'seal-reads',
    'wall-candidates',
    ...['correction-rows', 'search-cases'],
    ...['file-texts', 'text-words', 'inbound', 'inbound-work'],
  ],
  ...['cosignatures', 'keys', 'log-tree', 'make-checkpoint'],
);
const IMPORT_DOORS = storeDoors('import-run', 'upsert-people');
const CLI_DOORS = storeDoors(
  'migrate',
  'verify-chain',
  'rebuild',
  'describe-schema',
  'list-agencies',
  'publish-case-type',
  'judged-drafts',
  'upsert-people',
  ...['audit-assignments', 'find-people', 'set-work-facts'],
  ...['draw-sample', 'recompute-sample', 'samples'],
  ...['claim-outbox', 'make-checkpoint', 'read-case-proof', 'verify-access', 'verify-log', 'log-problem'],
  ...[
    'destruction',
    'verify-custody',
    ...['verify-schema', 'verify-reads'],
    'whole-database',
    ...['keys', 'wrap-agency-keys', 'list-agency-keys'],
    'sweep',
    'custody',
    'file-texts',
  ],
);
const DEMONSTRATION_DOORS = storeDoors(
  'list-agencies',
  'load-case',
  'upsert-people',
  'publish-case-type',
  'set-work-facts',
  'inbound',
);

/** Rooms that import each other by relative path, inside one package. A room that is not here does not exist. */
export const ROOMS: Readonly<Record<string, RoomRule>> = {
  'engine/calendar': { uses: [] },
  'engine/why': { uses: [] },
  // Sentences as codes with values, and their words by language: it knows days and nothing that sentences are about.
  'engine/sentences': { uses: ['engine/calendar'] },
  // Whether records may be of one person: texts and dates in, a score with reasons out.
  'engine/likeness': { uses: [] },
  // A clock is a rule and its entries: it may count days and name causes, and knows no case.
  'engine/clocks': { uses: ['engine/calendar', 'engine/why', 'engine/sentences'] },
  // An assignment follows from facts that come in, so routing knows neither cases nor who may see what.
  'engine/routing': { uses: ['engine/expression', 'engine/clocks', 'engine/why'] },
  // Text and trees of elements; which words a model uses is known to the rooms above.
  'engine/xml': { uses: [] },
  'engine/feel': { uses: ['engine/calendar'] },
  'engine/expression': { uses: ['engine/feel', 'engine/calendar'] },
  'engine/dmn': { uses: ['engine/expression', 'engine/feel', 'engine/xml', 'engine/why'] },
  // What may be done with a list of disposal: it knows neither cases nor offices.
  'engine/records': { uses: [] },
  // How long records are kept: it reckons, and knows of cases and their types what they look like.
  'engine/retention': {
    uses: ['engine/calendar', 'engine/expression'],
    types: ['engine/definition', 'engine/case', 'engine/entries'],
    // How the value of a field reads in a condition, which needs nothing else.
    files: ['engine/src/definition/value-of-field.ts'],
  },
  // The lifecycle tables are the specification's own data and import nothing, so a definition may name them.
  'engine/definition': {
    // A decision table in a case type is checked by what evaluates it.
    uses: [
      ...['engine/expression', 'engine/calendar', 'engine/clocks', 'engine/dmn', 'engine/routing'],
      ...['engine/likeness', 'engine/retention'],
    ],
    files: ['engine/src/plan/lifecycle.ts'],
  },
  'engine/form': {
    uses: ['engine/definition', 'engine/expression', 'engine/calendar', 'engine/sentences'],
    types: ['engine/case'],
  },
  // What a case keeps besides fields and work, by rules of its own for each; it knows neither plans nor commands.
  'engine/entries': {
    uses: [
      ...['engine/definition', 'engine/form', 'engine/expression', 'engine/calendar', 'engine/clocks'],
      'engine/sentences',
    ],
    // Made-up files have contents of their own.
    files: ['engine/src/routing/sha256.ts'],
  },
  'engine/plan': {
    uses: ['engine/definition', 'engine/entries', 'engine/expression', 'engine/calendar'],
    types: ['engine/case'],
  },
  'engine/case': {
    uses: [
      ...['engine/plan', 'engine/form', 'engine/definition', 'engine/expression', 'engine/calendar', 'engine/clocks'],
      ...['engine/dmn', 'engine/routing', 'engine/entries', 'engine/walls', 'engine/sentences'],
    ],
  },
  'engine/view': {
    uses: [
      ...['engine/case', 'engine/plan', 'engine/form', 'engine/definition', 'engine/expression', 'engine/calendar'],
      ...['engine/clocks', 'engine/why', 'engine/entries', 'engine/walls', 'engine/likeness', 'engine/sentences'],
    ],
    // It says what a case says in the policy's words, and asks it nothing.
    types: ['engine/policy'],
  },
  // Letters of a case, as parts that say what they are: it knows what a case has on record, and neither paper nor mail.
  'engine/letters': {
    uses: ['engine/definition', 'engine/entries', 'engine/expression', 'engine/calendar'],
    types: ['engine/case'],
  },
  // Exchanged models, and scenarios played against them: it drives the decider as a host would.
  'engine/cmmn': {
    uses: ['engine/case', 'engine/plan', 'engine/definition', 'engine/expression', 'engine/calendar', 'engine/xml'],
  },
  // Definitions of another engine, brought to ours as text: it knows what a case type may say, and no case.
  'engine/ccd': { uses: ['engine/definition', 'engine/expression', 'engine/calendar'] },
  // Trials by chance, for tests and long proofs; nothing of the engine depends on them.
  'engine/trial': { uses: ['engine/case', 'engine/plan', 'engine/definition', 'engine/proof'] },
  // Made-up cases as people might have lived them, for long proofs and demonstrations.
  'engine/lives': {
    uses: [
      ...['engine/case', 'engine/plan', 'engine/entries', 'engine/definition', 'engine/calendar'],
      ...['engine/form', 'engine/proof', 'engine/trial'],
    ],
  },
  // Two versions of a case type beside each other, and how a case moves from one to the other.
  'engine/versions': {
    uses: ['engine/case', 'engine/plan', 'engine/form', 'engine/definition'],
  },
  // The cases of a period under another version: what was done then is done again, and the two are compared.
  'engine/what-if': { uses: ['engine/case', 'engine/plan', 'engine/definition', 'engine/calendar', 'engine/entries'] },
  // What becomes of the text of a case type until it is published.
  'engine/drafts': { uses: ['engine/versions', 'engine/case', 'engine/definition', 'engine/calendar'] },
  // It plays case types as a host would, and tells whoever writes one what can come of it.
  'engine/proof': {
    uses: ['engine/case', 'engine/plan', 'engine/entries', 'engine/definition', 'engine/expression'],
  },
  // Finished cases as open data: what is told of them, and what is kept back so that nobody is found.
  'engine/release': { uses: ['engine/definition', 'engine/calendar'] },
  // Noticing who looks at what they have no business with: lines and facts in, findings out.
  'engine/watch': { uses: ['engine/calendar'] },
  // What suggests a wall between a person and a case: facts in, reasons out.
  'engine/walls': { uses: [] },
  'engine/policy': { uses: [], types: ['engine/definition', 'engine/case', 'engine/view'] },

  'server/launch': { uses: [] },
  // Writing tagged PDF: pieces and places in, bytes out.
  'server/pdf': { uses: [] },
  // Pages of strangers' files as pixels and signs, in a process of its own.
  'server/drawing': { uses: ['server/pdf', 'server/files'] },
  // What is taken out of a file, and proposals of what might be.
  'server/redaction': { uses: ['server/drawing', 'server/pdf', 'server/files'] },
  // Many files as one with an index, and a manifest of what is in it.
  'server/bundle': { uses: ['server/drawing', 'server/pdf', 'server/files'] },
  // Trees, proofs and signed notes: bytes in, bytes out.
  'server/merkle': { uses: [] },
  'server/store': { uses: ['server/merkle'] },
  // Whoever keeps what a log has signed; they get it handed and read no table.
  'server/witness': { uses: ['server/merkle'] },
  // Sealed bytes and where they are kept: it knows neither tables nor cases.
  'server/files': { uses: [] },
  'server/commands': {
    uses: ['server/store', 'server/merkle', 'server/files'],
    types: ['server/identity', 'server/gate', 'server/redaction', 'server/bundle'],
    // What a bundle says of itself, for the next that goes on from it.
    files: ['server/src/bundle/read-manifest.ts'],
  },
  'server/queries': {
    uses: ['server/store', 'server/merkle', 'server/files', 'server/package'],
    types: ['server/redaction'],
    files: ['server/src/bundle/read-manifest.ts'],
  },
  // Providers and directories, by their standards: it proves who somebody is and knows nobody.
  'server/identity': { uses: [] },
  // Text and mail out of hostile bytes, each in a process of its own.
  'server/papers': { uses: ['server/files'] },
  // Copies of an installation, the keys that seal them, and the list of what must not come back with them.
  'server/backup': { uses: ['server/commands', 'server/store', 'server/files'] },
  // What goes out by mail and on paper: rows in, messages out, and what became of each.
  'server/dispatch': {
    uses: ['server/commands', 'server/print', 'server/files'],
    types: ['server/launch'],
    files: storeDoors('dispatches', 'print-batches', 'load-case', 'list-agencies', 'stored-files', 'keys'),
  },
  // Whether a file may be kept: bytes in, a verdict out. It knows neither who sent it nor where it will lie.
  // What comes in by mail and from folders: each an item of the inbox before anybody is told that it was taken.
  'server/inbox': { uses: ['server/commands', 'server/files', 'server/dispatch'], types: ['server/papers'] },
  'server/gate': { uses: [], files: ['server/src/files/bytes.ts'] },
  // Bags of what leaves for an archive or another installation, and what comes back from one.
  'server/transfer': {
    uses: ['server/backup', 'server/commands', 'server/store', 'server/files', 'server/package'],
    files: ['server/src/handbook/html.ts'],
  },
  // A case as files to be read and kept: what is known of it in, texts out.
  'server/package': {
    uses: [],
    types: ['server/store'],
    files: ['server/src/handbook/html.ts', 'server/src/handbook/style.ts'],
  },
  'server/api': {
    uses: ['server/commands', 'server/queries', 'server/identity'],
    // What a file leaves with, and in which steps it is kept.
    files: ['server/src/gate/serving-headers.ts', 'server/src/print/print-door.ts'],
  },
  'server/worker': {
    uses: ['server/commands', 'server/queries', 'server/witness', 'server/dispatch', 'server/papers'],
    files: WORKER_DOORS,
  },
  // Handbooks of kinds of case: a definition in, a page out.
  'server/handbook': { uses: [] },
  // Letters on paper, as pages and as plain text: a letter in, bytes out. Escaping is done in one place.
  'server/print': { uses: [], files: ['server/src/handbook/html.ts'] },
  'server/import': { uses: ['server/commands', 'server/queries'], files: IMPORT_DOORS },
  'server/cli': {
    uses: [
      ...['server/commands', 'server/queries', 'server/import', 'server/witness', 'server/backup', 'server/handbook'],
      ...['server/transfer', 'server/inbox', 'server/dispatch'],
    ],
    types: ['server/papers'],
    files: [...CLI_DOORS, ...storeDoors('inbound', 'unaccounted', 'print-batches')],
  },

  // Fills an empty installation with made-up people and cases, through the command path.
  'server/demonstration': { uses: ['server/commands', 'server/print'], files: DEMONSTRATION_DOORS },

  // The bench compares us with the bare library and the bare database, so it has statements of its own.
  // It brings files into a folder as we do, beside a plain copy.
  'server/bench': { uses: ['server/files'] },
  // The long proofs look at what the programs wrote, and tamper with it, past every door; nothing depends on them.
  'server/full': {
    uses: [
      ...['server/launch', 'server/store', 'server/commands', 'server/merkle', 'server/witness'],
      // To tamper with what was done by the programs' own means, and to read what they say about it.
      ...['server/worker', 'server/cli', 'server/backup', 'server/dispatch', 'server/print'],
      // To ask every route as everybody.
      ...['server/api', 'server/queries', 'server/transfer'],
      // To import tables without a program for each.
      'server/import',
      // To bring files to the gate, to file, redact and read them.
      ...['server/files', 'server/gate', 'server/papers', 'server/redaction', 'server/bundle'],
    ],
  },

  'web/texts': { uses: [], types: ['web/client'] },
  'web/client': { uses: ['web/texts'] },
  'web/ui': { uses: ['web/texts'], types: ['web/client'] },
  'web/fields': { uses: ['web/ui', 'web/texts', 'web/client'] },
  'web/features': { uses: ['web/ui', 'web/fields', 'web/client', 'web/texts'] },
  'web/app': { uses: ['web/ui', 'web/fields', 'web/client', 'web/texts', 'web/features'] },
};

/** Doors of the engine that each package may open; `null` is all of them. */
export const ENGINE_DOORS: Readonly<Record<string, readonly string[] | null>> = {
  server: null,
  web: ['form', 'expression'],
  scripts: null,
  e2e: null,
};

/** Libraries that belong to a room, so that replacing one touches one room. */
export const LIBRARY_ROOMS: Readonly<Record<string, readonly string[]>> = {
  // The oracle of tests: no source of ours uses it.
  feelin: ['engine/expression'],
  'lezer-feel': ['engine/feel'],
  'decimal.js': ['engine/feel'],
  // Patterns of users, here and there, in time that grows with the text alone.
  re2js: ['engine/feel', 'server/redaction'],
  // The proof of redaction draws scans, and takes texts out again by whatever can.
  '@napi-rs/canvas': ['server/drawing', 'server/full'],
  yaml: ['engine/definition', 'server/import', 'server/cli'],
  // The launcher speaks to a server that has no database of ours yet.
  pg: ['server/store', 'server/launch', 'server/bench', 'server/full'],
  fastify: ['server/api'],
  'csv-parse': ['server/import'],
  // They read hostile bytes: outside this room no process loads them.
  ...{
    'pdfjs-dist': ['server/papers', 'server/drawing', 'server/full', 'web/features'],
    'postal-mime': ['server/papers'],
    htmlparser2: ['server/papers'],
  },
  ...{ yauzl: ['server/papers'], '@kenjiuno/msgreader': ['server/papers'] },
  pdfkit: ['server/print', 'server/full'],
  nodemailer: ['server/dispatch'],
  'smtp-server': ['server/inbox', 'server/dispatch', 'server/full'],
  '@aws-sdk/client-s3': ['server/files'],
  s3rver: ['server/files', 'server/full'],
  'openid-client': ['server/identity'],
  jose: ['server/identity'],
  // The rooms of models name the type of a tag; only the room of XML reads.
  saxes: ['server/import', 'server/gate', 'server/papers', 'engine/xml', 'engine/cmmn', 'engine/dmn'],
};

/** Types that one function mints, each with the file of that function. Holding one proves that the step was taken. */
export const BRANDS: Readonly<Record<string, string>> = {
  CaseType: 'engine/src/definition/check.ts',
  Compared: 'engine/src/policy/oversee.ts',
  CutToParts: 'engine/src/view/readable-parts.ts',
  Grant: 'engine/src/policy/authorize.ts',
  OverseenView: 'engine/src/policy/oversee.ts',
  Redacted: 'engine/src/policy/redact.ts',
  RoutingTable: 'engine/src/routing/check-routing-table.ts',
  Tx: 'server/src/store/database.ts',
  Watcher: 'engine/src/policy/oversee.ts',
  WithoutCaseFile: 'engine/src/policy/redact.ts',
};

/** Files that a tool loads by their default export: configurations, and the set-up of the database tests. */
export const LOADED_BY_TOOLS = /\.config\.(ts|mjs)$|^server\/src\/launch\/test-postgres\.ts$/;

/** Functions of the engine that one file of the server calls, so that no path goes round what that file does first. */
export const SOLE_CALLERS: Readonly<Record<string, readonly string[]>> = {
  redact: ['server/src/queries/answer-read.ts'],
  aboutNoCase: [
    'server/src/queries/disposals.ts',
    ...['server/src/queries/audit.ts', 'server/src/queries/emergency-statistics.ts', 'server/src/queries/oversight.ts'],
  ],
};

/** Functions whose arguments are a contract of the whole house, so that they may take more than three. */
export const WIDE_CONTRACTS: readonly string[] = ['engine/src/case/decide.ts:decide'];

/** The room of a file: `engine/plan`, `server/main`, `web/features`; the package alone for files outside any room. */
export function roomOf(path: string): string {
  const [top = '', source = '', room = '', inner] = path.split('/');
  if (source !== 'src') return top;
  if (inner === undefined) return /^main[-.]/.test(room) ? `${top}/main` : top;
  return `${top}/${room}`;
}

function storeDoors(...names: readonly string[]): readonly string[] {
  return [...HANDLES, ...names.map((name) => `server/src/store/${name}.ts`)];
}

/** The package of a file: `engine`, `server`, `web`, `e2e`, `scripts`, or the top-level folder it lies in. */
export function packageOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** `web/src/features/worklist/row.tsx` lies in feature `worklist`; empty outside the features. */
export function featureOf(path: string): string {
  const match = /^web\/src\/features\/([^/]+)\//.exec(path);
  return match?.[1] ?? '';
}
