// What the mains give to the API: the two doors to everything else, and what comes from outside the process.
// The API knows no database.
import type { DraftRefusal } from '@casewright/engine/drafts';
import type { Principal } from '@casewright/engine/policy';
import type { FastifyBaseLogger } from 'fastify';
import type { DeskDoors } from '../commands/desk-doors.ts';
import type { CommandRequest, Outcome } from '../commands/command-request.ts';
import type { AskedStep, DraftToBegin, StepTaken } from '../commands/draft-steps.ts';
import type { AskedDecision, DecidedReview, Overseen, Overseer } from '../commands/oversee.ts';
import type { AskedMerge, AskedUnmerge, Linked } from '../commands/link-people.ts';
import type { InboxDoors } from '../commands/inbox-doors.ts';
import type { LetterMade, LetterToMake } from '../commands/make-letter.ts';
import type { Uploads } from '../commands/uploads.ts';
import type { HereMessage } from '../commands/be-here.ts';
import type { WitnessAnswer } from '../commands/witness-checkpoint.ts';
import type { IdentityCommands } from '../commands/identity-commands.ts';
import type { IdentityProvider } from '../identity/identity-provider.ts';
import type { Queries } from '../queries/queries.ts';
import type { StaffApp } from './staff-app.ts';

/** A case that changed, in any agency; who may know is decided for each listener. */
export interface CaseChange {
  readonly tenant: number;
  readonly caseId: string;
  readonly version: number;
  /** What opens the case: somebody who holds none of these is not told. */
  readonly tokens: readonly string[];
}

/** Why streams are proved again; nothing follows from it by itself. */
export type RightsChange =
  /** Sessions or rights of these may have changed, as the store names them; null: of everybody in the agency. */
  | { readonly kind: 'unsettled'; readonly tenant: number; readonly whom: readonly string[] | null }
  /** Changes are no longer heard of. */
  | { readonly kind: 'unheard' };

/** With what is done with files of what is held about somebody, letters on paper, and lists of disposal and holds, by which nothing is destroyed. */
export interface ApiDoors extends DeskDoors {
  readonly queries: Queries;
  /** The only way to change a case. */
  readonly execute: (principal: Principal, request: CommandRequest) => Promise<Outcome>;
  /** Begins a session; null where there is no such person. */
  readonly signIn: (who: { readonly agency: string; readonly personId: string }) => Promise<string | null>;
  readonly signOut: (credential: string) => Promise<void>;
  /** Looks at a checkpoint of another installation's log, and cosigns what continues the last one. */
  readonly witness: (body: string) => Promise<WitnessAnswer>;
  /** Decides about what the rules noticed. */
  readonly decideReview: (by: Overseer, asked: AskedDecision) => Promise<Overseen<DecidedReview>>;
  /** Holds the people of two cases to be one person, and takes that back. */
  readonly mergePeople: (by: Overseer, asked: AskedMerge) => Promise<Linked>;
  readonly unmergePeople: (by: Overseer, asked: AskedUnmerge) => Promise<Linked>;
  /** Begins a draft of a case type, and does what is done with one. */
  readonly beginDraft: (by: Overseer, asked: DraftToBegin) => Promise<Overseen<StepTaken, DraftRefusal>>;
  readonly takeDraftStep: (by: Overseer, asked: AskedStep) => Promise<Overseen<StepTaken, DraftRefusal>>;
  /** Makes a letter of a case and keeps it. */
  readonly makeLetter: (by: Overseer, asked: LetterToMake) => Promise<LetterMade>;
  /** What is done with items of the inbox. */
  readonly inbox: InboxDoors;
  /** Files on their way in. */
  readonly uploads: Uploads;
  /** Whether files are looked at for malware. */
  readonly scanner: 'on' | 'off';
  /** Providers, tokens and directories. */
  readonly identity: IdentityCommands;
  /** Calls back for each change until the returned function is called. */
  readonly followChanges: (listener: (change: CaseChange) => void) => () => void;
  /** The same for who has which case open, as every process says it. */
  readonly followHere: (listener: (message: HereMessage) => void) => () => void;
  /** The same for what may change who may see what. */
  readonly followRights: (listener: (change: RightsChange) => void) => () => void;
}

export interface ApiOptions {
  readonly doors: ApiDoors;
  /** True in a demonstration: personas are listed and may sign in without proof of who they are. */
  readonly demonstration: boolean;
  /** At most one for each agency. */
  readonly providers: readonly IdentityProvider[];
  /** The address people use, such as `https://cases.example`, where a proxy stands before this server; else null. */
  readonly publicOrigin: string | null;
  /** The built staff app; null serves the interface alone. */
  readonly staffApp: StaffApp | null;
  /** Folder of what is published, which is given to everybody; null or absent: nothing is. */
  readonly openDataFolder?: string | null;
  /** Most requests of one session in a minute; null for a measurement. */
  readonly requestsPerMinute: number | null;
  /** Most sign-ins from one address in a minute. */
  readonly signInsPerMinute: number;
  /** False writes no log. */
  readonly logger: FastifyBaseLogger | false;
}

/** True where people reach this site by https, so that cookies may be kept to it. */
export function isSecure({ publicOrigin }: ApiOptions): boolean {
  return publicOrigin?.startsWith('https:') ?? false;
}
