// The phrases of whoever asks: their own, and those of teams in which they are now, with the teams whose phrases are theirs to change.
import { withoutCaseFile, type Principal } from '@casewright/engine/policy';
import { listPhrases } from '../store/phrases.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { givenOutBy, type TeamDoors } from './given-out.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface PhrasesView {
  readonly items: readonly {
    readonly phrase: string;
    readonly title: string;
    readonly words: string;
    /** Whose it is; null: one's own. */
    readonly team: string | null;
    readonly mayChange: boolean;
  }[];
  /** Teams for which whoever asks answers, so that they say what those say. */
  readonly answersFor: readonly string[];
}

export async function showPhrases(send: SendReading, asker: Asker, doors: TeamDoors): Promise<ReadAnswer<PhrasesView>> {
  const { tenant, person, teams, onBehalfOf } = asker.principal;
  // As with views: whoever stands in sees what is of the teams in which they stand, and nobody's own.
  const owner = onBehalfOf === undefined ? person : '';
  const answers = owner === '' ? new Set<string>() : await teamsAnsweredFor(doors, asker.principal);
  return answerRead(send, asker, {
    action: { type: 'list-work' },
    name: 'list-phrases',
    asked: [],
    statements: [listPhrases(tenant, owner, [...new Set(teams.map(({ team }) => team))])],
    fold: ([found]) => {
      const items = found.rows.map(({ phrase, title, words, team }) => ({
        ...{ phrase, title, words, team },
        mayChange: team === null || answers.has(team),
      }));
      const view: PhrasesView = { items, answersFor: [...answers].toSorted() };
      return { view: withoutCaseFile(view), caseIds: [], results: items.length };
    },
  });
}

/** Those in which they have the role that manages access in some kind of case: for those they give work out too. */
export async function teamsAnsweredFor(doors: TeamDoors, principal: Principal): Promise<ReadonlySet<string>> {
  const { given } = await givenOutBy(doors, { principal });
  return new Set(given.map(({ team }) => team));
}
