// Lawful destruction as it is stored: the certificate, the event that ends or goes on a chain in the clear, the stub that is
// left of a head, and the statements that destroy. The conditions are checked by the database's own function, see the
// seventh migration. Decides nothing.
import type { Statement } from './statement.ts';

/** The event's type; its payload is the text of a `DestructionBody`, in the clear. */
export const DESTRUCTION_EVENT = 'DataDestroyed';

/** Ids, hashes, and what the approvers said; nothing of what was destroyed. */
export interface Certificate {
  readonly caseId: string;
  readonly caseType: string;
  /** Null where the case had a reference that was not made here, which may be anything. */
  readonly reference: string | null;
  /** Empty where the whole case was destroyed. */
  readonly subject: string;
  /** Under what law or schedule, as the approvers said it. */
  readonly authority: string;
  readonly class: string;
  readonly approvers: readonly string[];
  readonly events: number;
  /** Hash of the last event before the destruction. */
  readonly lastHash: string;
  readonly keys: readonly {
    readonly keyId: string;
    readonly subject: string;
    /** SHA-256 of the wrapped key. */
    readonly wrappedHash: string;
  }[];
  /** 1: the wrapped AES-256-GCM keys were erased and everything derived was purged. */
  readonly method: 1;
  /** The last checkpoint of the log before it; null while there was none. */
  readonly log: { readonly size: number; readonly root: string } | null;
  readonly destroyedAt: string;
}

export interface DestructionBody {
  readonly shape: 1;
  /** Number of the record of custody. */
  readonly record: number;
  readonly certificate: Certificate;
}

/** The key id of an event that no key sealed. */
export const NO_KEY = '00000000-0000-0000-0000-000000000000';

/** @throws for a text that is not the body of such an event; the chain says whether it was changed */
export function readDestruction(payload: Buffer): DestructionBody {
  // Written by `destructionPayload` alone; its hash is checked by the verifier.
  return JSON.parse(payload.toString('utf8')) as DestructionBody;
}

export function destructionPayload(body: DestructionBody): Buffer {
  return Buffer.from(JSON.stringify(body));
}

/** What stands where the state of a destroyed case stood. */
export function stubState(record: number): string {
  return JSON.stringify({ destroyed: { record } });
}

/** The reference of a destroyed case: its own where it was made here, else its id. */
export function stubReference({ reference, caseId }: Certificate): string {
  return reference ?? caseId;
}

/** Derived rows of a destroyed case that are not made anew. Word of its events stays for the log. */
export function purgeRelatives(tenant: number, caseId: string): readonly Statement[] {
  return ['case_link', 'follow_up', 'retention_fact'].map((table) => ({
    name: `purge-${table}`,
    text: `delete from ${table} where tenant = $1 and case_id = $2`,
    values: [tenant, caseId],
  }));
}

/** What people declared about the case or about those in it. */
export function purgeInterests(tenant: number, names: readonly string[]): Statement {
  return {
    name: 'purge-interests',
    text: `delete from work_fact where tenant = $1 and kind = 'interest' and name = any ($2)`,
    values: [tenant, names],
  };
}

export interface DestructionRow {
  readonly case_id: string;
  readonly subject: string;
  readonly key_id: string;
  readonly record: number;
}

export function readDestructions(tenant: number): Statement<DestructionRow> {
  return {
    name: 'read-destructions',
    text: 'select case_id, subject, key_id, record from destruction where tenant = $1 order by record, case_id, subject, key_id',
    values: [tenant],
  };
}

/** Whether the keys of a case or of one of its subjects were destroyed. @param subjects names that the key may have */
export function findDestruction(
  tenant: number,
  caseId: string,
  subjects: readonly string[],
): Statement<{ readonly record: number }> {
  return {
    name: 'find-destruction',
    text: `select record from destruction where tenant = $1 and case_id = $2 and (subject = '' or subject = any ($3)) order by record limit 1`,
    values: [tenant, caseId, subjects],
  };
}

/** Cases whose events are sealed under a key that is gone without a word; and destroyed keys that are there again. */
export function keyProblems(
  tenant: number,
): Statement<{ readonly case_id: string; readonly problem: 'missing' | 'returned' }> {
  return {
    name: 'key-problems',
    text: `select e.case_id, 'missing' as problem from event e
            where e.tenant = $1 and e.seq = 1
              and not exists (select from data_key k where k.tenant = $1 and k.case_id = e.case_id and k.subject = '')
              and not exists (select from destruction d where d.tenant = $1 and d.case_id = e.case_id and d.subject = '')
           union all
           select distinct d.case_id, 'returned' from destruction d
             join data_key k on k.tenant = $1 and k.case_id = d.case_id and k.key_id = d.key_id
            where d.tenant = $1
           order by 1, 2`,
    values: [tenant],
  };
}

export interface ImportReportRow {
  readonly import_id: string;
  readonly report: string;
}

/** Reports of imports that name something, held until the transaction ends. */
export function reportsThatName(tenant: number, text: string): Statement<ImportReportRow> {
  return {
    name: 'reports-that-name',
    text: `select import_id, report from import_run where tenant = $1 and strpos(report, $2) > 0 order by import_id for update`,
    values: [tenant, text],
  };
}

export function replaceReport(tenant: number, importId: string, report: string): Statement {
  return {
    name: 'replace-report',
    text: 'update import_run set report = $3 where tenant = $1 and import_id = $2',
    values: [tenant, importId, report],
  };
}
