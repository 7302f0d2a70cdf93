// What somebody does with phrases: keeping one, changing it, removing it. One's own anybody; those of a team whoever answers for it. Each is in
// one transaction with its line in the access log.
import type { Principal } from '@casewright/engine/policy';
import { flight } from '../store/database.ts';
import { addPhrase, changePhrase, countPhrases, readPhrase, removePhrase } from '../store/phrases.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { keepingStep } from './keeping-step.ts';
import type { OverseeDeps, Overseen, Overseer } from './oversee.ts';

/** Why a phrase is not kept. */
export type PhraseRefusal = 'phrases-too-many';

type Kept = Overseen<PhraseNamed, PhraseRefusal>;

/** Of one person, and of one team. */
export const PHRASES_MOST = 50;

export interface PhraseNamed {
  readonly phrase: string;
}

export interface AskedPhrase {
  /** The one that is changed; null: a new one. */
  readonly phrase: string | null;
  readonly title: string;
  readonly words: string;
  /** Whose a new one is; null: one's own. Whose it is never changes. */
  readonly team: string | null;
}

export interface PhraseDeps extends OverseeDeps {
  /** Teams for which somebody answers. */
  readonly teamsAnsweredFor: (principal: Principal) => Promise<ReadonlySet<string>>;
}

export async function keepPhrase(deps: PhraseDeps, by: Overseer, asked: AskedPhrase): Promise<Kept> {
  const answers = await deps.teamsAnsweredFor(by.principal);
  return keepingStep<PhraseNamed, PhraseRefusal>(
    deps,
    { by, action: 'keep-phrase', asks: 'keep-views' },
    async (tx, { tenant, person, at, atMs }) => {
      const { phrase: named, team } = asked;
      const kept = { title: asked.title.trim(), words: asked.words.trim(), by: person, at };
      if (named === null) {
        if (team !== null && !answers.has(team)) return 'absent';
        const [counted] = await flight(tx, [countPhrases(tenant, person, team)]);
        if ((counted.rows[0]?.phrases ?? 0) >= PHRASES_MOST) return { refusal: 'phrases-too-many' };
        const phrase = uuidV7(atMs);
        return { value: { phrase }, write: [addPhrase(tenant, { ...kept, phrase, team })] };
      }
      const [found] = await flight(tx, [readPhrase(tenant, named)]);
      const [row] = found.rows;
      if (row === undefined || row.team !== team || !isTheirs(row, person, answers)) return 'absent';
      return { value: { phrase: named }, write: [changePhrase(tenant, { ...kept, phrase: named })] };
    },
  );
}

export async function dropPhrase(deps: PhraseDeps, by: Overseer, { phrase }: PhraseNamed): Promise<Kept> {
  const answers = await deps.teamsAnsweredFor(by.principal);
  return keepingStep<PhraseNamed, PhraseRefusal>(
    deps,
    { by, action: 'remove-phrase', asks: 'keep-views' },
    async (tx, { tenant, person }) => {
      const [found] = await flight(tx, [readPhrase(tenant, phrase)]);
      const [row] = found.rows;
      if (row === undefined || !isTheirs(row, person, answers)) return 'absent';
      return { value: { phrase }, write: [removePhrase(tenant, phrase)] };
    },
  );
}

/** Whoever made it for a team and answers for it no longer changes it no longer. */
function isTheirs(
  { owner, team }: { readonly owner: string; readonly team: string | null },
  person: string,
  answers: ReadonlySet<string>,
): boolean {
  return team === null ? owner === person : answers.has(team);
}

export interface PhraseDoors {
  readonly keepPhrase: (by: Overseer, asked: AskedPhrase) => Promise<Kept>;
  readonly dropPhrase: (by: Overseer, asked: PhraseNamed) => Promise<Kept>;
}

export function phraseDoors(deps: PhraseDeps): PhraseDoors {
  return {
    keepPhrase: (by, asked) => keepPhrase(deps, by, asked),
    dropPhrase: (by, asked) => dropPhrase(deps, by, asked),
  };
}
