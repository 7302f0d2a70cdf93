// Redactions that people work on together: saved, submitted, returned, approved, discarded. Each step asks whether they may file the copy
// and read what it is made of. Approved is a digest of the original with all its boxes, by somebody who drew none of them and opened each
// page; then the copy is made, and filed by the same command as every document. Knows no page beyond its number.
import { peopleToRedact } from '@casewright/engine/definition';
import type { DocumentVersion } from '@casewright/engine/entries';
import type { Principal } from '@casewright/engine/policy';
import { commit, flight, type Tx } from '../store/database.ts';
import { loadKeys, type HeadRow, type KeyRow } from '../store/load-case.ts';
import { pagesOpened, WHOLE, type PagesOpenedRow } from '../store/pages-opened.ts';
import {
  addRedaction,
  digestOfRedaction,
  moveRedaction,
  openRedaction,
  readRedaction,
  redactionsOf,
  saveRedaction,
  sealRedaction,
  type DraftBox,
  type RedactionDraftRow,
  type RedactionState,
  type RedactionWords,
} from '../store/redaction-drafts.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { lineOf } from './access-line.ts';
import { documentIn } from './filing-command.ts';
import type { Overseer } from './oversee.ts';
import { versionIn } from './redact-version.ts';
import { sentBy } from './sent-text.ts';
import {
  deny,
  inCase,
  mayFileIn,
  refused,
  type FilingPlace,
  type StepDeps,
  type StepOutcome,
  type UploadRefusal,
} from './upload-step.ts';

/** The version of which a copy is to be made. */
export interface RedactionPlace {
  readonly caseId: string;
  readonly entry: string;
  readonly content: string;
  /** Of the draft. */
  readonly draft: string;
}

export interface RedactionToKeep extends RedactionPlace {
  readonly kind: string;
  readonly audience: string | null;
  readonly title: string;
  readonly boxes: readonly DraftBox[];
  readonly keepRecognised: boolean;
  /** The version that was seen; 0 for a new one. */
  readonly version: number;
}

export interface RedactionStepAsked extends RedactionPlace {
  readonly step: 'submit' | 'return' | 'discard' | 'approve';
  readonly version: number;
  /** Of what they see, for the steps that say that it is right. */
  readonly digest: string | null;
  /** Why it is returned. */
  readonly remark: string | null;
}

export interface RedactionStepTaken {
  readonly draft: string;
  readonly state: RedactionState;
  readonly version: number;
  readonly digest: string;
  /** The document that the copy is, once it is filed. */
  readonly filed: string | null;
}

const MOST_DRAFTS = 20;

/** Somebody may file such a copy and read the version of which it is made. */
export interface RedactionFound {
  readonly place: FilingPlace;
  readonly version: DocumentVersion;
  /** Of the original, as its kind asks. */
  readonly people: 1 | 2;
  /** The file by whose key all of it is sealed, and that key. */
  readonly subject: string;
  readonly documentKey: Buffer;
  readonly row: RedactionDraftRow | null;
  readonly pages: readonly PagesOpenedRow[];
}

interface Opening<T> {
  readonly asked: RedactionPlace;
  /** What the copy is to be; null: as the draft says. */
  readonly copy: { readonly kind: string; readonly audience: string | null } | null;
  readonly work: (tx: Tx, found: RedactionFound) => Promise<StepOutcome<T>>;
}

/** Opens a draft for whoever may go on with it; what may not be looks like what is not there. */
export function withRedaction<T>(
  deps: StepDeps,
  by: Overseer,
  { asked, copy, work }: Opening<T>,
): Promise<StepOutcome<T>> {
  const { tenant, person } = by.principal;
  const { caseId, draft } = asked;
  return inCase<T>(deps, by, {
    caseId,
    statements: [readRedaction(tenant, draft), loadKeys(tenant, caseId), pagesOpened(tenant, caseId, person)],
    work: async (tx, heads, [drafts, keys, opened]) => {
      // The rows of the three statements just above, in their order.
      const row = (drafts?.rows[0] as RedactionDraftRow | undefined) ?? null;
      const wrapped = (keys?.rows ?? []) as readonly KeyRow[];
      const pages = (opened?.rows ?? []) as readonly PagesOpenedRow[];
      const found = await findIn(deps, tx, { by, heads, asked, copy, row, wrapped });
      return found === null ? deny(deps, tx, { by, caseId }) : work(tx, { ...found, pages });
    },
  });
}

interface Finding {
  readonly by: Overseer;
  readonly heads: readonly HeadRow[];
  readonly asked: RedactionPlace;
  readonly copy: Opening<unknown>['copy'];
  readonly row: RedactionDraftRow | null;
  readonly wrapped: readonly KeyRow[];
}

async function findIn(
  deps: StepDeps,
  tx: Tx,
  { by, heads, asked, copy, row, wrapped }: Finding,
): Promise<Omit<RedactionFound, 'pages'> | null> {
  const wanted = [...(copy === null ? [] : [copy]), ...(row === null ? [] : [row])];
  let place: FilingPlace | null = null;
  // What it is to be and what it was to be: nobody takes over a draft of a copy that they might not file.
  for (const { kind, audience } of wanted) {
    place = await mayFileIn(deps, tx, { by, heads, asked: { kind, audience, document: null } });
    if (place === null) return null;
  }
  if (place === null) return null;
  const version = versionIn(place, readablePartsOf(place.head, place.caseType), asked);
  const document = documentIn(place.state, asked.entry);
  const subject = document?.versions[0]?.file;
  const key = wrapped.find((one) => one.subject === subject);
  if (version === null || document === null || subject === undefined || key === undefined) return null;
  if (row !== null && (row.case_id !== asked.caseId || row.file !== version.file)) return null;
  const owner = { tenant: by.principal.tenant, caseId: asked.caseId, subject };
  const documentKey = deps.keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
  return { place, version, people: peopleToRedact(place.caseType, document.of), subject, documentKey, row };
}

/** Keeps what was drawn so far. Nobody writes over what another saved meanwhile. */
export function saveRedactionDraft(
  deps: StepDeps,
  by: Overseer,
  asked: RedactionToKeep,
): Promise<StepOutcome<RedactionStepTaken>> {
  const { tenant } = by.principal;
  const { kind, audience, caseId, draft, title, boxes, keepRecognised } = asked;
  return withRedaction<RedactionStepTaken>(deps, by, {
    ...{ asked, copy: { kind, audience } },
    work: async (tx, { row, version, subject, documentKey }) => {
      const at = { deps, tx, by, caseId };
      if (boxes.some((box) => !isOnPage(box))) return leave(at, 'save', 'redaction-boxes');
      const words = { title, boxes, keepRecognised, remark: null };
      const saved = {
        ...{ draft, caseId, file: version.file, subject, kind, audience, people: peopleOf(by.principal) },
        ...{ sealed: sealRedaction(documentKey, { tenant, draft }, words), at: new Date(deps.nowMs()).toISOString() },
      };
      if (row === null) {
        const [others] = await flight(tx, [redactionsOf(tenant, version.file)]);
        if (others.count >= MOST_DRAFTS) return leave(at, 'save', 'uploads-too-many');
      }
      const isAsSeen = (row?.version ?? 0) === asked.version;
      const write = row === null ? addRedaction(tenant, saved) : saveRedaction(tenant, saved, asked.version);
      const [written] = isAsSeen ? await flight(tx, [write]) : [{ count: 0 }];
      if (written.count !== 1) return leave(at, 'save', 'redaction-moved');
      await commit(tx, [
        ...sentBy(by),
        ...lineOf(deps, by, { action: 'save-redaction', caseIds: [caseId], denied: false }),
      ]);
      const digest = digestOfRedaction({ ...words, content: version.content, kind, audience });
      return { kind: 'done', value: { draft, state: 'open', version: asked.version + 1, digest, filed: null } };
    },
  });
}

/** Every step but the approval, which makes something. */
export function moveRedactionDraft(
  deps: StepDeps,
  by: Overseer,
  asked: RedactionStepAsked & { readonly step: 'submit' | 'return' | 'discard' },
): Promise<StepOutcome<RedactionStepTaken>> {
  const { tenant } = by.principal;
  const { caseId, draft, step } = asked;
  return withRedaction<RedactionStepTaken>(deps, by, {
    ...{ asked, copy: null },
    work: async (tx, found) => {
      const { row, documentKey } = found;
      // `withRedaction` found it by its row.
      if (row === null) return deny(deps, tx, { by, caseId });
      const words = openRedaction(documentKey, { tenant, draft }, row.sealed);
      const digest = digestOf(found, row, words);
      const fault = faultOfStep(asked, { row, words, digest });
      if (fault !== null) return leave({ deps, tx, by, caseId }, step, fault);
      const to = TO[step];
      const kept: RedactionWords =
        step === 'discard' ? NO_WORDS : { ...words, remark: step === 'return' ? asked.remark : null };
      const sealed = sealRedaction(documentKey, { tenant, draft }, kept);
      const at = new Date(deps.nowMs()).toISOString();
      const [moved] = await flight(tx, [
        moveRedaction(tenant, draft, { version: row.version, from: row.state, to, sealed, at }),
      ]);
      if (moved.count !== 1) return leave({ deps, tx, by, caseId }, step, 'redaction-moved');
      await commit(tx, [
        ...sentBy(by),
        ...lineOf(deps, by, { action: `${step}-redaction`, caseIds: [caseId], denied: false }),
      ]);
      return { kind: 'done', value: { draft, state: to, version: row.version, digest, filed: null } };
    },
  });
}

const TO = { submit: 'submitted', return: 'open', discard: 'discarded' } as const;
const NO_WORDS: RedactionWords = { title: '', boxes: [], keepRecognised: false, remark: null };
const FROM: Readonly<Record<'submit' | 'return' | 'discard', readonly RedactionState[]>> = {
  submit: ['open'],
  // Also what was approved and could not be filed.
  return: ['submitted', 'approved'],
  discard: ['open', 'submitted', 'approved'],
};

interface AtStep {
  readonly row: RedactionDraftRow;
  readonly words: RedactionWords;
  readonly digest: string;
}

function faultOfStep(
  asked: RedactionStepAsked & { readonly step: 'submit' | 'return' | 'discard' },
  { row, words, digest }: AtStep,
): UploadRefusal | null {
  if (row.version !== asked.version || !FROM[asked.step].includes(row.state)) return 'redaction-moved';
  if (asked.step !== 'submit') return null;
  return asked.digest === digest ? incompleteness(words) : 'redaction-moved';
}

export function digestOf(
  { version }: Pick<RedactionFound, 'version'>,
  { kind, audience }: Pick<RedactionDraftRow, 'kind' | 'audience'>,
  words: RedactionWords,
): string {
  return digestOfRedaction({ ...words, content: version.content, kind, audience });
}

export function incompleteness({ title, boxes }: RedactionWords): UploadRefusal | null {
  const isWhole = title.trim() !== '' && boxes.length > 0 && boxes.every(({ reason }) => reason.trim() !== '');
  return isWhole ? null : 'redaction-boxes';
}

/** Why somebody may not approve it; null where they may. */
export function faultOfApproval(
  principal: Principal,
  { people, version, pages, row }: RedactionFound & { readonly row: RedactionDraftRow },
): UploadRefusal | null {
  if (people === 1) return null;
  if (peopleOf(principal).some((person) => row.drawn_by.includes(person))) return 'redaction-own';
  // Of how many pages nobody could tell, nobody can tell either that all were opened.
  if (version.pages === null) return null;
  const opened = pages.find(({ file }) => file === version.file)?.pages ?? [];
  const all = Array.from({ length: version.pages }, (_, at) => at + 1);
  return opened.includes(WHOLE) || all.every((page) => opened.includes(page)) ? null : 'redaction-unread';
}

/** Whoever acts, and for whom. */
function peopleOf({ person, onBehalfOf }: Principal): readonly string[] {
  return onBehalfOf === undefined || onBehalfOf === null ? [person] : [person, onBehalfOf];
}

function isOnPage({ page, x, y, width, height }: DraftBox): boolean {
  const within = [x, y, width, height].every((part) => Number.isFinite(part) && part >= 0 && part <= 1);
  return Number.isInteger(page) && page > 0 && within && width > 0 && height > 0;
}

/** Nothing is changed; that it was refused is on record, since it tells that there is such a document. */
async function leave(
  {
    deps,
    tx,
    by,
    caseId,
  }: { readonly deps: StepDeps; readonly tx: Tx; readonly by: Overseer; readonly caseId: string },
  step: string,
  refusal: UploadRefusal,
): Promise<StepOutcome<never>> {
  await commit(tx, lineOf(deps, by, { action: `refused:${step}-redaction`, caseIds: [caseId], denied: false }));
  return refused(refusal);
}
