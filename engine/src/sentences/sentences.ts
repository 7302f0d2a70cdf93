// The door of the room: sentences as codes with values, and their words by language.
export type { Language } from './days.ts';
export { inWords, languageFor, plainValues, reasonOf } from './in-words.ts';
export type { Said, SaidValue, SentenceCode } from './say.ts';
export { say } from './say.ts';
