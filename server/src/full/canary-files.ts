// Canaries in files and all that is kept of them: their bytes, names, titles and texts, what is to be taken out of them, and the inbox through
// which one of them came. And the search for these by whoever has every key that is left: all of it is sealed, so that a search of bytes
// finds none before a destruction either.
import type { CaseCommand } from '@casewright/engine/case';
import { fileItem } from '../commands/inbox-steps.ts';
import { keepFile } from '../commands/keep-file.ts';
import { receiveItem } from '../commands/receive-item.ts';
import { moveRedactionDraft, saveRedactionDraft } from '../commands/redaction-drafts.ts';
import { keepUnsent } from '../commands/unsent-texts.ts';
import type { Overseer } from '../commands/oversee.ts';
import { streamOfSealed } from '../files/sealed-bytes.ts';
import { sealedFileOf } from '../commands/arriving-file.ts';
import type { OpenSystem } from '../open-system.ts';
import type { Papers } from '../papers/open-papers.ts';
import { programContext } from '../store/context.ts';
import { openFileWords } from '../store/file-words.ts';
import { readItem, saveQueue } from '../store/inbound.ts';
import { openInboundWords } from '../store/inbound-words.ts';
import { openRedaction, type RedactionDraftRow } from '../store/redaction-drafts.ts';
import { openUnsent } from '../store/unsent-texts.ts';
import type { Statement } from '../store/statement.ts';
import type { StoredFileRow } from '../store/stored-files.ts';
import { openText } from '../store/text-words.ts';
import { readTexts } from '../worker/texts.ts';
import { copyItem, type KeptRows } from './canary-kept.ts';
import { JOIN, KEY, keyOf, rowsOf, type WithKey } from './canary-rows.ts';
import type { Scanner } from './canary-scan.ts';

const tenant = 1;

/** What is ended with the filing of an item already, and so is found in no search but of one that was not filed. */
export const GONE_WHEN_FILED = ['inbox-from', 'inbox-subject', 'inbox-text'] as const;

/** Cases of which somebody keeps what they typed; the server keeps no more for one person. */
const TYPED_IN = 400;

export interface CanaryFiles {
  readonly number: number;
  readonly caseId: string;
  readonly by: Overseer;
  /** Makes the canary of a place, and counts it. */
  readonly put: (place: string) => string;
  /** One that is gone before anybody looks, and is found in no search. */
  readonly gone: (place: string) => string;
  readonly act: (place: string, command: Exclude<CaseCommand, { type: 'OpenCase' }>) => Promise<number>;
}

export async function addCanaryQueue({ database }: Pick<OpenSystem, 'database'>): Promise<void> {
  const queue = { queue: 'desk', days: 5, zone: 'Europe/Rome', place: null, lead: 'officer' };
  await database.once(programContext(tenant, 'set-up'), [saveQueue(tenant, queue)]);
}

/** A document with a draft of its redaction, letters that say it, and one that came by the inbox. @returns its item before it was filed */
export async function addCanaryFiles(system: OpenSystem, files: CanaryFiles): Promise<KeptRows> {
  const { number, caseId, by, put, act } = files;
  const deps = { ...system.deps, ...system.files };
  const { person } = by.principal;
  const facts = await keepFile(deps, {
    ...{ tenant, caseId, kind: 'paper', audience: null, person, channel: 'scan' },
    name: `${put('file-name')}.txt`,
    bytes: once(put('file-bytes')),
  });
  const title = put('file-title');
  const seq = await act('file', { type: 'FileDocument', of: 'paper', title, file: facts.file });
  await addLetters(files, facts.content);
  const drawn = { page: 1, x: 0.1, y: 0.1, width: 0.1, height: 0.1, reason: put('redaction') };
  const place = { caseId, entry: `document.${seq}`, content: facts.content, draft: facts.file };
  const saved = await saveRedactionDraft(deps, by, {
    ...{ ...place, kind: 'paper', audience: null },
    ...{ title: put('redaction-title'), boxes: [drawn], keepRecognised: false, version: 0 },
  });
  if (saved.kind !== 'done') throw new Error(`A redaction was not saved: ${JSON.stringify(saved)}`);
  const { version, digest } = saved.value;
  const submit = { ...place, step: 'submit', version, digest, remark: null } as const;
  const submitted = await moveRedactionDraft(deps, by, submit);
  if (submitted.kind !== 'done') throw new Error(`A redaction was not submitted: ${JSON.stringify(submitted)}`);
  const back = { ...place, step: 'return', version, digest: null, remark: put('redaction-remark') } as const;
  const returned = await moveRedactionDraft(deps, by, back);
  if (returned.kind !== 'done') throw new Error(`A redaction was not returned: ${JSON.stringify(returned)}`);
  if (number < TYPED_IN) {
    const unsent = { caseId, place: `note/${caseId}`, fields: { text: put('unsent') }, version: 0, person };
    const kept = await keepUnsent(deps, by, unsent);
    if (kept.kind !== 'done') throw new Error(`A text was not kept: ${JSON.stringify(kept)}`);
  }
  return bringByInbox(system, files);
}

/** One that came back, and one that was given up. */
async function addLetters({ put, act }: CanaryFiles, content: string): Promise<void> {
  const letter = { type: 'DraftCommunication', of: 'letter', channel: 'post', with: ['party.15'], content } as const;
  const sent = await act('letter', { ...letter, subject: put('letter') });
  const on = { of: 'letter', entry: `communication.${sent}` };
  await act('letter-sent', { type: 'SendCommunication', ...on });
  await act('letter-back', { type: 'BounceCommunication', ...on, reason: put('letter-came-back') });
  const other = await act('letter-other', { ...letter, subject: put('letter-drafted') });
  const draft = { of: 'letter', entry: `communication.${other}` };
  await act('letter-given-up', { type: 'DiscardCommunication', ...draft, reason: put('letter-given-up') });
}

/** @returns the item as it was before it was filed */
async function bringByInbox(system: OpenSystem, { caseId, by, put, gone }: CanaryFiles): Promise<KeptRows> {
  const deps = { ...system.deps, ...system.files };
  const received = await receiveItem(deps, {
    ...{ tenant, channel: 'scan', queue: 'desk', same: caseId },
    words: {
      ...{
        from: gone('inbox-from'),
        subject: gone('inbox-subject'),
        text: gone('inbox-text'),
        sentAt: null,
        warnings: [],
      },
    },
    files: parts(`${put('inbox-name')}.txt`, put('inbox-bytes')),
  });
  if (received.kind !== 'received') throw new Error(`An item was not received: ${JSON.stringify(received)}`);
  const unfiled = await copyItem(system, received.item);
  const documents = [{ number: 0, kind: 'paper', title: 'From the inbox' }];
  const filed = await fileItem(deps, by, { item: received.item, caseId, documents, isAll: true });
  if (filed.kind !== 'filed') throw new Error(`An item was not filed: ${JSON.stringify(filed)}`);
  return unfiled;
}

/** What the worker does beside: the texts of all files, under the keys of their documents. @returns how many */
export async function readCanaryTexts(system: OpenSystem, papers: Pick<Papers, 'textOf'>): Promise<number> {
  const { read } = await readTexts({ ...system.deps, papers, store: system.files.store }, tenant);
  return read;
}

/** Everything of files that can still be opened. */
export async function scanFiles(system: OpenSystem, scanner: Scanner, caseIds: readonly string[]): Promise<void> {
  const of = { system, scanner };
  for (const row of await rowsOf<WithKey<StoredFileRow>>(system, filesOfCases(caseIds))) await scanFile(of, row);
  for (const row of await rowsOf<WithKey<RedactionDraftRow>>(system, draftsOfCases(caseIds))) {
    const key = keyOf(system, row);
    look(of, openRedaction(key, { tenant, draft: row.draft }, row.sealed), `redaction ${row.draft}`);
  }
  for (const row of await rowsOf<WithKey<UnsentKept>>(system, unsentOfCases(caseIds))) {
    const { person, on_behalf_of: onBehalfOf, place } = row;
    look(of, openUnsent(keyOf(system, row), { tenant, person, onBehalfOf, place }, row.sealed), `unsent ${place}`);
  }
  for (const row of await rowsOf<WithKey<{ file: string; sealed: Buffer }>>(system, textsOfCases(caseIds)))
    look(of, openText(keyOf(system, row), { tenant, file: row.file }, row.sealed), `text of ${row.file}`);
  for (const row of await rowsOf<WithKey<{ item_id: string }>>(system, itemsOfCases(caseIds))) {
    const [item] = await rowsOf(system, readItem(tenant, row.item_id));
    if (item?.sealed === undefined || item.sealed === null) continue;
    look(of, openInboundWords(keyOf(system, row), { tenant, item: row.item_id }, item.sealed), 'an item of the inbox');
  }
}

interface Scanning {
  readonly system: OpenSystem;
  readonly scanner: Scanner;
}

function look({ scanner }: Scanning, opened: object, where: string): void {
  scanner.bytes(Buffer.from(JSON.stringify(opened)), where);
}

async function scanFile({ system, scanner }: Scanning, row: WithKey<StoredFileRow>): Promise<void> {
  const documentKey = keyOf(system, row);
  look({ system, scanner }, openFileWords(documentKey, { tenant, file: row.file }, row.sealed), `words of ${row.file}`);
  if (row.state !== 'filed' || row.size === null) return;
  const sealed = sealedFileOf(system.files.store, { tenant, row, documentKey });
  for await (const piece of streamOfSealed(sealed, { start: 0, length: row.size }))
    scanner.bytes(Buffer.from(piece), `bytes of ${row.file}`);
}

function filesOfCases(caseIds: readonly string[]): Statement<WithKey<StoredFileRow>> {
  const text = `select x.*, ${KEY} from stored_file x ${JOIN} where x.tenant = $1 and x.case_id = any ($2::uuid[])`;
  return { name: 'files-of-canaries', text, values: [tenant, caseIds] };
}

function draftsOfCases(caseIds: readonly string[]): Statement<WithKey<RedactionDraftRow>> {
  const text = `select x.*, ${KEY} from redaction_draft x ${JOIN} where x.tenant = $1 and x.case_id = any ($2::uuid[])`;
  return { name: 'redactions-of-canaries', text, values: [tenant, caseIds] };
}

interface UnsentKept {
  readonly person: string;
  readonly on_behalf_of: string;
  readonly place: string;
  readonly sealed: Buffer;
}

function unsentOfCases(caseIds: readonly string[]): Statement<WithKey<UnsentKept>> {
  const text = `select x.person, x.on_behalf_of, x.place, x.sealed, ${KEY} from unsent_text x ${JOIN}
    where x.tenant = $1 and x.case_id = any ($2::uuid[])`;
  return { name: 'unsent-of-canaries', text, values: [tenant, caseIds] };
}

function textsOfCases(caseIds: readonly string[]): Statement<WithKey<{ file: string; sealed: Buffer }>> {
  const text = `select x.file, x.sealed, ${KEY} from file_text x ${JOIN}
    where x.tenant = $1 and x.case_id = any ($2::uuid[]) and x.sealed is not null`;
  return { name: 'texts-of-canaries', text, values: [tenant, caseIds] };
}

/** Items of which something was filed there. */
function itemsOfCases(caseIds: readonly string[]): Statement<WithKey<{ item_id: string }>> {
  const text = `select x.item_id, ${KEY} from inbound_item x join data_key k on k.tenant = $1 and k.case_id = x.item_id and k.subject = ''
    where x.tenant = $1 and x.case_id = any ($2::uuid[])`;
  return { name: 'items-of-canaries', text, values: [tenant, caseIds] };
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(`${text}\n`);
}

async function* parts(name: string, text: string): AsyncGenerator<{ name: string; bytes: AsyncIterable<Buffer> }> {
  yield { name, bytes: once(text) };
}
