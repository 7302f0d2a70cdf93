// The door of this room: a letter made of a template and a case, how hard it is to read, and appointments for calendars. Pure: it is told
// the time, stores nothing and sends nothing.
export { type CalendarEntry, writeCalendarEntry } from './calendar-entry.ts';
export { invitationOf } from './invitation.ts';
export { composeLetter, type LetterToCompose } from './compose-letter.ts';
export type { Composed, Letter, LetterPart, LetterProblem, LetterProblemCode } from './letter.ts';
export { hasNameOf, tellsProtected, textsOfLetter } from './protected.ts';
export { HARDEST_GRADE, readingGrade } from './reading-grade.ts';
