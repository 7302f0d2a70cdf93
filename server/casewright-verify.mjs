// The verifier of exported proofs: one file that needs Node and nothing else, no server, no database, no network. It shares no
// code with the program that made the proof. What it checks is written down in docs/decisions/0011-log-and-witnesses.md, so
// that anybody can write another one.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const HELP = `node casewright-verify.mjs <proof.json> [--key <key>] [--witness <key>] ... [<checkpoint>] ...

Checks the proof of one case: each event's hash, the chain of the events, the place of each in the log of the agency, the
signature of the log, and that the log only grew.

  --key <key>      the key of the log, as the agency has published it; without it the key in the file is believed
  --witness <key>  the key of a witness that must have seen the checkpoint
  <checkpoint>     a file with a checkpoint that you hold; the proof must agree with it

Exit codes: 0 everything holds, 1 something does not, 2 the command line or a file cannot be understood.`;

/** SHA-256 of parts one after the other. */
function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function leafOf(entry) {
  return sha256(Buffer.of(0), entry);
}

function isHash(bytes) {
  return bytes.length === 32;
}

function nodeOf(left, right) {
  return sha256(Buffer.of(1), left, right);
}

/** RFC 9162, 2.1.3.2. Counts are BigInt: a log may be longer than 32 bits. */
export function inclusionHolds({ index, size, leaf, proof, root }) {
  if (index < 0n || index >= size || ![leaf, root, ...proof].every(isHash)) return false;
  let fn = index;
  let sn = size - 1n;
  let r = leaf;
  for (const p of proof) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      r = nodeOf(p, r);
      while (fn % 2n === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else r = nodeOf(r, p);
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && r.equals(root);
}

/** RFC 9162, 2.1.4.2. */
export function consistencyHolds({ first, second, firstRoot, secondRoot, proof }) {
  if (first <= 0n || first > second) return false;
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot);
  const isPower = (first & (first - 1n)) === 0n;
  const [start, ...steps] = isPower ? [firstRoot, ...proof] : proof;
  if (start === undefined || (isPower && proof.length === 0)) return false;
  let fn = first - 1n;
  let sn = second - 1n;
  while (fn % 2n === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let fr = start;
  let sr = start;
  for (const c of steps) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      fr = nodeOf(c, fr);
      sr = nodeOf(c, sr);
      while (fn % 2n === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else sr = nodeOf(sr, c);
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && fr.equals(firstRoot) && sr.equals(secondRoot);
}

/** A key as C2SP's signed-note writes it: `name+id+base64(kind, 32 bytes)`. */
export function readKey(text) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text) ?? [];
  if (name === undefined) return null;
  const key = Buffer.from(encoded, 'base64');
  if (sha256(`${name}\n`, key).subarray(0, 4).toString('hex') !== id) return null;
  const head = Buffer.from('302a300506032b6570032100', 'hex');
  const publicKey = createPublicKey({ key: Buffer.concat([head, key.subarray(1)]), format: 'der', type: 'spki' });
  return { name, id, kind: key[0], raw: key.subarray(1), publicKey };
}

/** A checkpoint: its text, what it says, and the signatures below it. */
export function readCheckpoint(note) {
  const end = typeof note === 'string' ? note.lastIndexOf('\n\n') : -1;
  if (end === -1) return null;
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split('\n');
  if (!/^(0|[1-9]\d{0,18})$/.test(size ?? '') || root === undefined) return null;
  const signatures = note
    .slice(end + 2)
    .split('\n')
    .map((line) => /^\u2014 (\S+) ([A-Za-z0-9+/=]+)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name, encoded]) => ({ name, bytes: Buffer.from(encoded, 'base64') }));
  return { text, origin, size: BigInt(size), root: Buffer.from(root, 'base64'), signatures };
}

/** Whether the log's key has signed it; for a witness's key, the second at which it did. */
export function signedBy({ text, signatures }, key) {
  const line = signatures.find(
    ({ name, bytes }) => name === key.name && bytes.subarray(0, 4).toString('hex') === key.id,
  );
  if (line === undefined) return null;
  const bytes = line.bytes.subarray(4);
  if (key.kind === 1) return verify(null, Buffer.from(text), key.publicKey, bytes) ? true : null;
  if (key.kind !== 4 || bytes.length !== 72) return null;
  const seconds = bytes.readBigUInt64BE();
  const signed = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
  return verify(null, signed, key.publicKey, bytes.subarray(8)) ? seconds : null;
}

const SEQ = 3;
const TYPE = 4;
const PAYLOAD_HASH = 14;
const PREVIOUS = 15;
const ENVELOPE_MEMBERS = 16;

/** Everything that does not hold about the events of a proof, as sentences. */
function eventProblems({ tenant, caseId, events }, { size, root }) {
  const problems = [];
  let previous = sha256(`casewright:${tenant}:${caseId}`).toString('hex');
  for (const [at, { envelope, hash, payload, index, proof }] of events.entries()) {
    const seq = at + 1;
    const say = (what) => problems.push(`Event ${seq}: ${what}`);
    if (!Array.isArray(envelope) || envelope.length !== ENVELOPE_MEMBERS || ![1, 2].includes(envelope[0]))
      say('the envelope has a form that this verifier does not know.');
    else {
      if (envelope[1] !== tenant || envelope[2] !== caseId || envelope[SEQ] !== seq)
        say(`it is event ${envelope[SEQ]} of case ${envelope[2]}.`);
      if (sha256(Buffer.of(0), JSON.stringify(envelope)).toString('hex') !== hash)
        say('its envelope is not the one that was hashed.');
      if (envelope[PREVIOUS] !== previous) say('it does not follow the event before it.');
      if (!/^[0-9a-f]{64}$/.test(envelope[PAYLOAD_HASH])) say('the hash of its content is missing.');
      // 2: the content stands in the clear, because it says what became of the keys.
      if (envelope[0] === 2 && sha256(String(payload)).toString('hex') !== envelope[PAYLOAD_HASH])
        say('what it says was destroyed is not what was hashed.');
    }
    const leaf = leafOf(`[1,"event",${tenant},"${caseId}",${seq},"${hash}"]`);
    const steps = proof.map((step) => Buffer.from(step, 'base64'));
    if (!inclusionHolds({ index: BigInt(index), size, leaf, proof: steps, root })) say('it is not in the log.');
    previous = hash;
  }
  return problems;
}

/** What was lawfully destroyed in a case, as sentences; only for events whose content was compared with its hash. */
function destructionNotes({ events }) {
  return events
    .filter(({ envelope }) => envelope?.[0] === 2 && envelope[TYPE] === 'DataDestroyed')
    .map(({ envelope, payload }) => {
      const { certificate } = JSON.parse(payload);
      const what = certificate.subject === '' ? 'The case was' : 'What the key of one subject sealed was';
      const by = certificate.approvers.join(' and ');
      return `${what} destroyed under ${certificate.authority}, ${certificate.class}, approved by ${by} (event ${envelope[SEQ]}, ${certificate.destroyedAt}).`;
    });
}

/** What does not hold about checkpoints before the one of the proof. */
function earlierProblems({ earlier }, { size, root }, key) {
  return earlier.flatMap(({ checkpoint, proof }) => {
    const before = readCheckpoint(checkpoint);
    if (before === null || signedBy(before, key) !== true) return ['An earlier checkpoint is not signed by the log.'];
    const steps = proof.map((step) => Buffer.from(step, 'base64'));
    const grew = consistencyHolds({
      first: before.size,
      second: size,
      firstRoot: before.root,
      secondRoot: root,
      proof: steps,
    });
    return grew ? [] : [`The log of ${size} is not the one of ${before.size} grown longer: it was forked.`];
  });
}

/** What does not hold about a checkpoint that somebody else holds. */
function heldProblems(held, bundle, { checkpoint, key }) {
  const read = readCheckpoint(held);
  if (read === null || read.origin !== checkpoint.origin) return ['A given checkpoint is not one of this log.'];
  if (signedBy(read, key) !== true) return [`The given checkpoint of ${read.size} is not signed by the log.`];
  const known = [checkpoint, ...bundle.earlier.map((each) => readCheckpoint(each.checkpoint))];
  const same = known.find((each) => each?.size === read.size);
  if (same !== undefined && same !== null)
    return same.root.equals(read.root) ? [] : [`The log signed two checkpoints of ${read.size}: it was forked.`];
  return [`The file cannot be compared with the given checkpoint of ${read.size}: ask for a proof that contains it.`];
}

/** All that does not hold about a proof, as sentences, and what is worth knowing besides. */
export function check(bundle, { logKey = null, witnesses = [], held = [] } = {}) {
  if (bundle?.format !== 'casewright-proof/1') return { problems: ['This is not a proof of a known form.'], notes: [] };
  const key = readKey(logKey ?? bundle.key);
  const checkpoint = readCheckpoint(bundle.checkpoint);
  if (key === null || key.kind !== 1) return { problems: ['The key of the log cannot be read.'], notes: [] };
  if (checkpoint === null) return { problems: ['The checkpoint cannot be read.'], notes: [] };
  const problems = [];
  const fingerprint = sha256(key.raw).toString('hex').slice(0, 16);
  if (checkpoint.origin !== key.name || key.name !== `casewright-log/${fingerprint}/${bundle.tenant}`)
    problems.push('The checkpoint is of another log than the key.');
  if (signedBy(checkpoint, key) !== true) problems.push('The checkpoint is not signed by the log.');
  if (bundle.events.length === 0) problems.push('The proof has no events.');
  problems.push(...eventProblems(bundle, checkpoint), ...earlierProblems(bundle, checkpoint, key));
  for (const each of held) problems.push(...heldProblems(each, bundle, { checkpoint, key }));
  const notes =
    logKey === null ? ['The key of the log was taken from the file; compare it with the published one.'] : [];
  if (problems.length === 0) notes.push(...destructionNotes(bundle));
  for (const text of witnesses) {
    const witness = readKey(text);
    const seconds = witness === null ? null : signedBy(checkpoint, witness);
    if (typeof seconds !== 'bigint')
      problems.push(`The witness ${witness?.name ?? text} has not signed the checkpoint.`);
    else notes.push(`Seen by ${witness.name} at ${new Date(Number(seconds) * 1000).toISOString()}.`);
  }
  return { problems, notes };
}

function readArguments(args) {
  const asked = { files: [], witnesses: [], logKey: null };
  for (let at = 0; at < args.length; at += 1) {
    const value = args[at + 1];
    if (args[at] === '--key' && value !== undefined) [asked.logKey, at] = [value, at + 1];
    else if (args[at] === '--witness' && value !== undefined) at = asked.witnesses.push(value) && at + 1;
    else if (args[at].startsWith('--')) return null;
    else asked.files.push(args[at]);
  }
  return asked.files.length === 0 ? null : asked;
}

function main(args) {
  const asked = readArguments(args);
  if (asked === null) {
    process.stderr.write(`${HELP}\n`);
    return 2;
  }
  let bundle;
  let held;
  try {
    const [file, ...others] = asked.files;
    bundle = JSON.parse(readFileSync(file, 'utf8'));
    held = others.map((other) => readFileSync(other, 'utf8'));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  let verdict;
  try {
    verdict = check(bundle, { ...asked, held });
  } catch {
    verdict = { problems: ['The proof is damaged: it cannot be read to its end.'], notes: [] };
  }
  for (const line of [...verdict.notes, ...verdict.problems]) process.stdout.write(`${line}\n`);
  const events = verdict.problems.length === 0 ? bundle.events.length : 0;
  process.stdout.write(
    verdict.problems.length === 0
      ? `The proof holds: events 1 to ${events} of case ${bundle.caseId}. What came after them is not in it.\n`
      : `The proof does not hold: ${verdict.problems.length} found.\n`,
  );
  return verdict.problems.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = main(process.argv.slice(2));
