// The whole interface over a database, as the program that serves people wires it, but listening to nobody: for playing every
// route in this process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApi, type Api } from '../api/build-api.ts';
import { commandDeps, executeCommand } from '../commands/execute-command.ts';
import { identityCommands } from '../commands/identity-commands.ts';
import { openGivingOut } from '../transfer/subject-export.ts';
import { beginDraft, takeDraftStep } from '../commands/draft-steps.ts';
import { decideReview } from '../commands/oversee.ts';
import { deskDoors } from '../commands/desk-doors.ts';
import { openInbox } from '../commands/inbox-doors.ts';
import { makeLetter } from '../commands/make-letter.ts';
import { printForKeeping } from '../print/print-door.ts';
import { openUploads } from '../commands/uploads.ts';
import { makeBundle } from '../bundle/make-bundle.ts';
import { redactionTools } from '../redaction/redaction-tools.ts';
import { redactForCase } from '../redaction/redact-file.ts';
import { openDiskStore } from '../files/disk-store.ts';
import { signIn, signOut } from '../commands/sign-in.ts';
import { openQueries, type Queries } from '../queries/queries.ts';
import type { LiveMessage } from '../store/live-messages.ts';
import { openDatabase, type ConnectionSettings, type Database } from '../store/database.ts';
import { rememberJudgedDrafts } from '../store/judged-drafts.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { takesAll } from './matrix-gate.ts';

export interface MatrixGround {
  readonly connection: ConnectionSettings;
  /** Base64, as is the other. */
  readonly contextKey: string;
  readonly masterKey: string;
  /** A folder with the bytes of documents; absent: an empty one of its own. */
  readonly files?: string;
}

export interface MatrixApi {
  readonly api: Api;
  readonly queries: Queries;
  readonly database: Database;
  /** Tells streams of a change, as the relay does. */
  readonly announce: (change: Omit<LiveMessage, 'seq'> & { readonly version: number }) => void;
  readonly close: () => Promise<void>;
}

export const MATRIX_ORIGIN = 'http://casewright.test';

export async function openMatrixApi(ground: MatrixGround): Promise<MatrixApi> {
  const { connection, contextKey, masterKey } = ground;
  const database = openDatabase({ connection, contextKey: Buffer.from(contextKey, 'base64'), poolSize: 6 });
  const master = Buffer.from(masterKey, 'base64');
  const keys = fileKeyProvider(master);
  const nowMs = Date.now;
  const deps = commandDeps(database, keys, nowMs);
  const drafts = rememberJudgedDrafts(new Map());
  const folder = ground.files === undefined ? mkdtempSync(join(tmpdir(), 'casewright-matrix-')) : null;
  const files = openDiskStore(ground.files ?? folder ?? '');
  const queries = openQueries({ database, caseTypes: deps.caseTypes, keys, now: nowMs, drafts, files, redactionTools });
  const kept = { ...deps, store: files, judge: takesAll, limits: { bytes: 1_000_000, atOnce: 100 } };
  const bundle = { make: makeBundle, wordsOf: () => Promise.resolve(null) };
  const uploads = openUploads({ ...kept, redact: redactForCase, bundle });
  const listeners = new Set<Parameters<MatrixApi['announce']>[0] extends infer C ? (change: C) => void : never>();
  const api = await buildApi({
    doors: {
      queries,
      execute: (principal, request) => executeCommand(deps, principal, request),
      signIn: (who) => signIn({ database, nowMs }, who),
      signOut: (credential) => signOut({ database, nowMs }, credential),
      witness: () => Promise.resolve({ kind: 'malformed' }),
      decideReview: (by, asked) => decideReview({ database, nowMs }, by, asked),
      beginDraft: (by, asked) => beginDraft({ ...deps, drafts }, by, asked),
      takeDraftStep: (by, asked) => takeDraftStep({ ...deps, drafts }, by, asked),
      uploads,
      // Nobody here has a queue, so no mail comes as far as being read.
      inbox: openInbox({ ...kept, mailMost: 0, takeMail: () => Promise.reject(new Error('A mail was taken.')) }),
      ...deskDoors({
        ...{ ...deps, database, teamsAnsweredFor: queries.teamsAnsweredFor },
        giveOut: openGivingOut({ ...deps, database, queries }),
      }),
      makeLetter: (by, asked) => makeLetter({ deps, uploads, print: printForKeeping }, by, asked),
      scanner: 'off',
      identity: identityCommands({ database, nowMs, masterKey: master }),
      followChanges: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      followRights: () => () => {},
      followHere: () => () => {},
    },
    ...{ demonstration: true, providers: [], publicOrigin: MATRIX_ORIGIN, staffApp: null },
    ...{ requestsPerMinute: null, signInsPerMinute: 100_000, logger: false as const },
  });
  return {
    ...{ api, queries, database },
    announce: (change) => {
      for (const listener of listeners) listener(change);
    },
    close: async () => {
      await api.app.close();
      await database.close();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}
