// Whether a package of a case is whole and says the truth about its events, as far as that can be known without its keys and without a
// network: every problem at once, each with the file in which it is.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageDocument, PackageEvent, PackageManifest } from '../package/package-types.ts';
import { genesisHash, hashPayload, hashWritten } from '../store/hash-event.ts';
import { TransferError } from './agency-bag.ts';
import { checkBag, type BagVerdict } from './check-bag.ts';
import { caseTypeFile, DOCUMENTS_FILE, EVENTS_FILE, PACKAGE_FILE, PROOF_FILE, readPackage } from './package-bag.ts';

/** Checks a proof that was exported; of the file that goes with each package. */
export type CheckProof = (proof: unknown) => { readonly problems: readonly string[] };

export interface PackageVerdict {
  /** Whole sentences; none where all is well. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** Null where it is no package. */
  readonly manifest: PackageManifest | null;
  readonly events: readonly PackageEvent[];
  readonly documents: readonly PackageDocument[];
}

export async function verifyPackage(folder: string, checkProof: CheckProof): Promise<PackageVerdict> {
  const bag = await checkBag(folder);
  const { warnings } = bag;
  const read = await readPackage(folder).catch((error: unknown) => {
    if (error instanceof TransferError) return error.message;
    throw error;
  });
  if (typeof read === 'string')
    return { problems: [...bag.problems, read], warnings, manifest: null, events: [], documents: [] };
  const problems = [
    ...bag.problems,
    ...chainProblems(read.manifest, read.events),
    ...(await caseTypeProblems(folder, read)),
    ...(await proofProblems(folder, read.events, checkProof)),
    ...(await documentProblems(folder, read.documents, bag)),
  ];
  return { problems, warnings, ...read };
}

function chainProblems({ case: is, agency }: PackageManifest, events: readonly PackageEvent[]): readonly string[] {
  const problems: string[] = [];
  const say = (seq: number, what: string): void => void problems.push(`data/${EVENTS_FILE}: event ${seq} ${what}.`);
  let before = genesisHash(agency.tenant, is.caseId).toString('hex');
  for (const [at, event] of events.entries()) {
    const { seq, hash, payload, payloadHash, previousHash, caseId, tenant } = event;
    if (seq !== at + 1) say(seq, `stands at place ${at + 1}`);
    if (caseId !== is.caseId || tenant !== agency.tenant) say(seq, 'is of another case');
    if (hashPayload(Buffer.from(payload, 'base64')).toString('hex') !== payloadHash)
      say(seq, 'holds other bytes than were hashed');
    if (previousHash !== before) say(seq, 'does not follow from the one before');
    if (hashWritten(event) !== hash) say(seq, 'was changed: its hash is another');
    before = hash;
  }
  if (events.length !== is.events || before !== is.lastHash)
    problems.push(`data/${PACKAGE_FILE} says ${is.events} events that end with ${is.lastHash}; that is not so.`);
  return problems;
}

type Read = Awaited<ReturnType<typeof readPackage>>;

async function caseTypeProblems(folder: string, { manifest, events }: Read): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const hash of new Set([...manifest.case.caseTypes, ...events.map(({ caseTypeHash }) => caseTypeHash)])) {
    const path = join('data', caseTypeFile(hash));
    const source = /^[0-9a-f]{64}$/.test(hash) ? await readFile(join(folder, path)).catch(() => null) : null;
    if (source === null) problems.push(`${path} is missing, and events name it.`);
    else if (createHash('sha256').update(source).digest('hex') !== hash)
      problems.push(`${path} is not the kind of case that events name.`);
  }
  return problems;
}

async function proofProblems(
  folder: string,
  events: readonly PackageEvent[],
  checkProof: CheckProof,
): Promise<readonly string[]> {
  const path = `data/${PROOF_FILE}`;
  try {
    const proof: unknown = JSON.parse(await readFile(join(folder, path), 'utf8'));
    const { problems } = checkProof(proof);
    if (problems.length > 0) return problems.map((problem) => `${path}: ${problem}`);
    // What passes the check has this shape.
    const proven = (proof as { readonly events: readonly { readonly hash: string }[] }).events;
    const isSame = proven.length === events.length && proven.every(({ hash }, at) => hash === events[at]?.hash);
    return isSame ? [] : [`${path} proves other events than data/${EVENTS_FILE} holds.`];
  } catch {
    return [`${path} is missing or cannot be read.`];
  }
}

async function documentProblems(
  folder: string,
  documents: readonly PackageDocument[],
  { sha256 }: Pick<BagVerdict, 'sha256'>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { path, content, number } of documents) {
    if (path === null) continue;
    // A path of a manifest that leads out of the bag was told of; it is not followed here.
    const isInside = path.startsWith('data/documents/') && !path.split('/').includes('..');
    // Read once more only where no manifest had its hash taken.
    const hash = isInside ? (sha256.get(path) ?? (await hashOf(join(folder, path)).catch(() => null))) : null;
    if (hash === null) problems.push(`${path} is missing; it is document ${number}.`);
    else if (hash !== content) problems.push(`${path} is not what data/${DOCUMENTS_FILE} says: document ${number}.`);
  }
  return problems;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  // A stream without an encoding gives buffers.
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
