// Phrases: words that people use again in what they write, somebody's own or a team's. They name no case and are about nobody.
import type { Statement } from './statement.ts';

export interface PhraseRow {
  readonly phrase: string;
  readonly owner: string;
  readonly team: string | null;
  readonly title: string;
  readonly words: string;
}

/** Somebody's own, and those of their teams, by their names. */
export function listPhrases(tenant: number, owner: string, teams: readonly string[]): Statement<PhraseRow> {
  return {
    name: 'list-phrases',
    text: `select phrase, owner, team, title, words from phrase
            where tenant = $1 and (owner = $2 and team is null or team = any ($3::text[])) order by title, phrase limit 500`,
    values: [tenant, owner, teams],
  };
}

export function readPhrase(tenant: number, phrase: string): Statement<Pick<PhraseRow, 'owner' | 'team'>> {
  return {
    name: 'read-phrase',
    text: 'select owner, team from phrase where tenant = $1 and phrase = $2 for update',
    values: [tenant, phrase],
  };
}

/** How many there are of a team, or of somebody's own where it is of none. */
export function countPhrases(
  tenant: number,
  owner: string,
  team: string | null,
): Statement<{ readonly phrases: number }> {
  return {
    name: 'count-phrases',
    text: `select count(*)::int as phrases from phrase
            where tenant = $1 and (team = $3 or ($3::text is null and team is null and owner = $2))`,
    values: [tenant, owner, team],
  };
}

export interface PhraseToKeep {
  readonly phrase: string;
  readonly title: string;
  readonly words: string;
  readonly by: string;
  readonly at: string;
}

export function addPhrase(
  tenant: number,
  { phrase, team, title, words, by, at }: PhraseToKeep & { readonly team: string | null },
): Statement {
  return {
    name: 'add-phrase',
    text: `insert into phrase (tenant, phrase, owner, team, title, words, changed_by, changed_at)
           values ($1, $2, $3, $4, $5, $6, $3, $7)`,
    values: [tenant, phrase, by, team, title, words, at],
  };
}

export function changePhrase(tenant: number, { phrase, title, words, by, at }: PhraseToKeep): Statement {
  return {
    name: 'change-phrase',
    text: `update phrase set title = $3, words = $4, changed_by = $5, changed_at = $6 where tenant = $1 and phrase = $2`,
    values: [tenant, phrase, title, words, by, at],
  };
}

export function removePhrase(tenant: number, phrase: string): Statement {
  return {
    name: 'remove-phrase',
    text: 'delete from phrase where tenant = $1 and phrase = $2',
    values: [tenant, phrase],
  };
}
