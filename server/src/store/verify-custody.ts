// Compares the record of custody with its leaves, the keys that are there with those that it says were destroyed, and each
// destruction with the certificate that stands in its case's chain. Tells what was lawfully destroyed, and under what.
import { CUSTODY } from '../merkle/leaf-entry.ts';
import { hashLeaf } from '../merkle/tree-hash.ts';
import { readCustody, type CustodyRow } from './custody.ts';
import { flight, type Database } from './database.ts';
import { keyProblems, readDestructions, type Certificate } from './destruction.ts';
import { about, type LogProblem } from './log-problem.ts';
import { readLeavesOfCases } from './log-tree.ts';
import { readWaiting } from './read-chain.ts';

export interface CustodyVerdict {
  readonly records: number;
  readonly certificates: readonly Certificate[];
  readonly problems: readonly LogProblem[];
}

export function verifyCustody(database: Database, tenant: number): Promise<CustodyVerdict> {
  return database.snapshot({ tenant, person: 'system.verify' }, async (tx) => {
    const [records, leaves, waiting, destructions, keys] = await flight(tx, [
      readCustody(tenant),
      readLeavesOfCases(tenant, [CUSTODY]),
      readWaiting(tenant, [CUSTODY]),
      readDestructions(tenant),
      keyProblems(tenant),
    ]);
    const problems: LogProblem[] = [];
    const logged = new Map(leaves.rows.map(({ seq, hash }) => [seq, hash]));
    const queued = new Set(waiting.rows.map(({ seq }) => seq));
    const tell = (reason: string): void => void problems.push(about(null, 'custody-changed', reason));
    for (const row of records.rows) {
      const leaf = logged.get(row.seq);
      const same = hashLeaf(row.entry).equals(row.hash) && (leaf?.equals(row.hash) ?? queued.has(row.seq));
      if (!same) tell(`The record of custody ${row.seq} was changed or put here.`);
    }
    const present = new Set(records.rows.map(({ seq }) => seq));
    for (const seq of logged.keys()) if (!present.has(seq)) tell(`The record of custody ${seq} is missing.`);
    const certificates = certificatesIn(records.rows);
    for (const { case_id: caseId, key_id: keyId, record } of destructions.rows)
      if (certificates.get(record)?.keys.some((key) => key.keyId === keyId) !== true)
        tell(`The destruction of a key of case ${caseId} is not what record ${record} says.`);
    for (const { case_id: caseId, problem } of keys.rows)
      problems.push(
        problem === 'missing'
          ? about({ caseId, seq: 1 }, 'key-missing', 'The key of the case is gone, and no record says why.')
          : about({ caseId, seq: 1 }, 'key-returned', 'A key that was lawfully destroyed is here again.'),
      );
    return { records: records.count, certificates: [...certificates.values()], problems };
  });
}

/** By the number of their record; a record that cannot be read has none. */
function certificatesIn(rows: readonly CustodyRow[]): ReadonlyMap<number, Certificate> {
  const certificates = new Map<number, Certificate>();
  for (const { seq, entry } of rows) {
    const certificate = certificateIn(entry);
    if (certificate !== null) certificates.set(seq, certificate);
  }
  return certificates;
}

function certificateIn(entry: string): Certificate | null {
  try {
    const parsed: unknown = JSON.parse(entry);
    const said: unknown = Array.isArray(parsed) ? parsed[5] : null;
    if (!Array.isArray(said) || !['destroyed', 'destroyed-again'].includes(String(said[0]))) return null;
    // Only `recordCustody` writes entries of this kind, and its hash has just been compared.
    const certificate = said[1] as Certificate;
    return Array.isArray(certificate.keys) ? certificate : null;
  } catch {
    return null;
  }
}
