// Who did something, as readers of a case are told. Knows no case.
import { inWords, languageFor, say } from '../sentences/sentences.ts';

/** What the program does by itself is recorded under names of its parts, which mean nothing to those who read them. */
const OF_PROGRAM = /^system(?:\.|$)/;

/**
 * @param actor as events name them
 * @param names of people, by their ids
 * @param languages tags of RFC 5646, the best first
 * @returns their name; that it was the program; else the id, where nobody knows more
 */
export function actorName(
  actor: string,
  names: ReadonlyMap<string, string>,
  languages: readonly string[] | undefined,
): string {
  const name = names.get(actor);
  if (name !== undefined) return name;
  return OF_PROGRAM.test(actor) ? inWords(say('the-program'), languageFor(languages)) : actor;
}
