// Rows of texts of files: written with the event that names a file, moved with those who may find it, filled by the worker. Words are
// keyed hashes; what was read is sealed under the key of the document.
import type { Statement } from './statement.ts';

/** Who may find a file by its words. */
export interface TextPlace {
  readonly file: string;
  /** Name of the data key of its document. */
  readonly subject: string;
  /** As of the words of cases; never empty. */
  readonly tokens: readonly string[];
  /** Names of parts, with a space between. */
  readonly parts: string;
}

interface TextsOfCase {
  readonly caseId: string;
  readonly at: string;
}

export function addText(tenant: number, { caseId, at }: TextsOfCase, place: TextPlace): Statement {
  const { file, subject, tokens, parts } = place;
  return {
    name: 'add-text',
    text: `insert into file_text (tenant, file, case_id, subject, filed_at, tokens, parts, state, tries, next_at, changed_at)
           values ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $5, $5) on conflict (tenant, file) do nothing`,
    values: [tenant, file, caseId, subject, at, tokens, parts],
  };
}

/** Others may find it from now on. The row first: whoever writes its words at this moment holds it. */
export function moveText(tenant: number, { file, tokens, parts }: TextPlace): readonly Statement[] {
  return [
    {
      name: 'move-text',
      text: 'update file_text set tokens = $3, parts = $4 where tenant = $1 and file = $2',
      values: [tenant, file, tokens, parts],
    },
    {
      name: 'add-words-of-moved-text',
      text: `insert into file_word (tenant, token, word, filed_at, file)
             select $1, k.token, w.word, w.filed_at, $2 from unnest($3::text[]) as k (token)
              cross join (select distinct word, filed_at from file_word where tenant = $1 and file = $2) w
             on conflict do nothing`,
      values: [tenant, file, tokens],
    },
    {
      name: 'remove-words-of-moved-text',
      text: 'delete from file_word where tenant = $1 and file = $2 and token <> all ($3)',
      values: [tenant, file, tokens],
    },
  ];
}

export interface ClaimedTextRow {
  readonly file: string;
  readonly case_id: string;
  readonly tries: number;
}

/** Texts that wait, the longest first. Nobody else takes them until `lease`; then they wait again. */
export function claimTexts(
  tenant: number,
  { at, lease, limit }: { readonly at: string; readonly lease: string; readonly limit: number },
): Statement<ClaimedTextRow> {
  return {
    name: 'claim-texts',
    text: `update file_text t set tries = t.tries + 1, next_at = $3
           from (select file from file_text where tenant = $1 and state = 'waiting' and next_at <= $2
                  order by next_at, file limit $4 for update skip locked) c
           where t.tenant = $1 and t.file = c.file returning t.file, t.case_id, t.tries`,
    values: [tenant, at, lease, limit],
  };
}

export interface TextRead {
  readonly file: string;
  readonly pages: number;
  readonly sealed: Buffer;
  readonly words: readonly Buffer[];
  readonly at: string;
}

/** In one transaction. Of a text that is gone meanwhile, or was read by somebody else, nothing is kept. */
export function keepText(tenant: number, { file, pages, sealed, words, at }: TextRead): readonly Statement[] {
  return [
    {
      name: 'keep-text',
      text: `update file_text set state = 'read', pages = $3, sealed = $4, changed_at = $5
             where tenant = $1 and file = $2 and state = 'waiting'`,
      values: [tenant, file, pages, sealed, at],
    },
    {
      name: 'add-words-of-text',
      text: `insert into file_word (tenant, token, word, filed_at, file)
             select $1, k.token, w.word, f.filed_at, f.file
               from file_text f cross join unnest(f.tokens) as k (token) cross join unnest($3::bytea[]) as w (word)
              where f.tenant = $1 and f.file = $2 and f.state = 'read'
             on conflict do nothing`,
      values: [tenant, file, words],
    },
  ];
}

export function parkText(
  tenant: number,
  { file, reason, at }: { readonly file: string; readonly reason: string; readonly at: string },
): Statement {
  return {
    name: 'park-text',
    text: `update file_text set state = 'parked', reason = $3, changed_at = $4
           where tenant = $1 and file = $2 and state = 'waiting'`,
    values: [tenant, file, reason, at],
  };
}

/** It is tried again then. */
export function putOffText(tenant: number, file: string, nextAt: string): Statement {
  return {
    name: 'put-off-text',
    text: `update file_text set next_at = $3 where tenant = $1 and file = $2 and state = 'waiting'`,
    values: [tenant, file, nextAt],
  };
}

export interface TextCountRow {
  readonly state: 'waiting' | 'read' | 'parked';
  readonly reason: string | null;
  readonly count: number;
}

export function countTexts(tenant: number): Statement<TextCountRow> {
  return {
    name: 'count-texts',
    text: `select state, reason, count(*)::int as count from file_text where tenant = $1 group by state, reason
           order by state, reason`,
    values: [tenant],
  };
}

export interface ParkedTextRow {
  readonly file: string;
  readonly case_id: string;
  readonly reason: string;
  readonly tries: number;
  readonly changed_at: string;
}

export function parkedTexts(tenant: number, most: number): Statement<ParkedTextRow> {
  return {
    name: 'parked-texts',
    text: `select file, case_id, reason, tries, changed_at from file_text where tenant = $1 and state = 'parked'
           order by changed_at, file limit $2`,
    values: [tenant, most],
  };
}

/** Some texts are read again: of all files, or of those that were parked. Until then nothing of them is found. */
export function readTextsAgain(tenant: number, at: string, which: 'all' | 'parked'): readonly Statement[] {
  const states = which === 'all' ? ['read', 'parked'] : ['parked'];
  return [
    {
      name: 'drop-words-of-texts',
      text: `delete from file_word w using file_text t
             where w.tenant = $1 and t.tenant = $1 and t.file = w.file and t.state = any ($2)`,
      values: [tenant, states],
    },
    {
      name: 'read-texts-again',
      text: `update file_text set state = 'waiting', reason = null, sealed = null, pages = null, tries = 0, next_at = $3, changed_at = $3
             where tenant = $1 and state = any ($2)`,
      values: [tenant, states, at],
    },
  ];
}
