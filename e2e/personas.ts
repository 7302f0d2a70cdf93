// For whom the program is, each with the journey that goes from signing in to the end of their commonest job, by the file and the title of its
// test, and with what of their work has no screen yet. `personas.test.ts` holds that each of these tests is there.

export interface Journey {
  /** From the root of the project. */
  readonly file: string;
  readonly title: string;
}

export interface PersonaJourneys {
  readonly persona: string;
  /** Their commonest job, from its beginning to its end. */
  readonly job: string;
  /** In the order in which they are gone through; the first begins before anybody is signed in. */
  readonly journeys: readonly Journey[];
  /** What they would do here and cannot yet. */
  readonly notYet: readonly string[];
}

/** All those of one file, by their titles. */
function of(file: string, ...titles: readonly string[]): readonly Journey[] {
  return titles.map((title) => ({ file, title }));
}

export const PERSONAS: readonly PersonaJourneys[] = [
  {
    persona: 'intake officer',
    job: 'What came in is read, taken, filed into the case that it names or rejected with its reason, and nothing is left over.',
    journeys: of(
      'e2e/inbox-journey.e2e.ts',
      'has what came by mail, with who has it and how long is left, in words',
      'is taken, and filed into the case that it names',
      'is rejected with a reason that stays',
      'tells who answers for the queue what is late, and leaves nothing unaccounted for',
    ),
    notYet: [],
  },
  {
    persona: 'caseworker',
    job: 'The next task is opened, done with its form, noted upon, and seen in the activity; a case is started.',
    journeys: [
      ...of(
        'e2e/staff-journey.e2e.ts',
        'signs in, and is told that this is a demonstration',
        'opens the next task with one key, completes it with its form, and sees it in the activity',
        'writes a note with one key and Ctrl+Enter, and sees it in the activity',
        'starts a case from its form and arrives at it',
      ),
      ...of(
        'e2e/journeys.e2e.ts',
        'blocks a decision while something that must be read is unread, and the server refuses it too',
      ),
    ],
    notYet: [],
  },
  {
    persona: 'supervisor',
    job: 'The load of a team is seen, twenty tasks are chosen from a number, what would happen is shown, and they are given.',
    journeys: of(
      'e2e/team-journey.e2e.ts',
      'is seen by who has the work, kind and age, and by the law that is near',
      'is rebalanced by keys: from a number to its list, twenty tasks chosen, seen what would happen, given',
      'goes on where a batch was broken off, and does nothing twice',
    ),
    notYet: ['samples for quality'],
  },
  {
    persona: 'auditor, oversight',
    job: 'What was looked at is searched by case, the case is seen as it was, its chain is verified, and an altered one is found.',
    journeys: of(
      'e2e/audit-journey.e2e.ts',
      'finds who looked at what, looks back at a case, and finds that it was altered',
      'leaves a line for every look, with what the seat is for',
    ),
    notYet: [],
  },
  {
    persona: 'privacy officer',
    job: 'An emergency and what the rules noticed are reviewed, and the file of what is held about somebody is approved and given out.',
    journeys: [
      ...of('e2e/audit-journey.e2e.ts', 'waits for the privacy officer, who decides it with a reason'),
      ...of('e2e/access-journey.e2e.ts', 'is told to the privacy officer, who could decide it without seeing the case'),
      ...of(
        'e2e/people-journey.e2e.ts',
        'puts everything that is held about them on a file, and decides on each item',
        'is approved by a privacy officer who had no part in it, and given out',
      ),
    ],
    notYet: ['a list of breaches with whom they reach', 'a register of what is shared'],
  },
  {
    persona: 'records manager',
    job: 'What is due is put on a list, approved by two others, gone through, and certified; what is held stays.',
    journeys: of(
      'e2e/records-journey.e2e.ts',
      'tells what is due as numbers that open their lists',
      'holds by query after a preview',
      'proposes and submits what is not held',
      'is approved by two others, who see what a hold keeps',
      'destroys for good once somebody has typed how many, and certifies it',
    ),
    notYet: [],
  },
  {
    persona: 'designer (low code)',
    job: 'A field is added to a kind of case, its scenarios run, its forms are seen as a role fills them in, the difference from what is in force is seen, and it is published with a second person.',
    journeys: [
      ...of(
        'e2e/drafts-journey.e2e.ts',
        'is begun from the version in force, written, checked, and sent for review',
        'is approved by somebody else, by what differs, and waits for what touches privacy',
        'has every change about privacy acknowledged with a reason',
        'is published, in force, and can be compared with the one before',
      ),
      ...of(
        'e2e/first-case-type.e2e.ts',
        'lets its reader open a case of their own kind, and move it to their second version',
      ),
    ],
    notYet: [
      'a field added without writing text',
      'the forms of a draft as the public would see them: there is no portal',
    ],
  },
  {
    persona: 'administrator',
    job: 'Why somebody cannot see a case is found out, they get a role by which they can, it ends, an account is locked, and the program keeps up.',
    journeys: of(
      'e2e/audit-journey.e2e.ts',
      'says why somebody cannot see a case, gives them a role by which they can, and ends it',
      'locks the account of somebody who is signed in, opens it again, and sees that the program keeps up',
    ),
    notYet: [
      'calendars, theme and feature switches on screen',
      'people and teams made on screen and not by a directory',
    ],
  },
  {
    persona: 'integrator',
    job: 'A key that is for little is made, the description of the interface is read, the first call is made, and the key ends.',
    journeys: [
      ...of(
        'e2e/audit-journey.e2e.ts',
        'gets a key that is for little, reads how to ask, makes its first call, and is let in no more when the key ends',
      ),
      ...of(
        'e2e/provider-journey.e2e.ts',
        'whom the directory does not know is told so, and whom it brings signs in by the provider, and out again',
      ),
    ],
    notYet: ['keys made on screen', 'webhooks with replay', 'a sandbox', 'fields mapped on screen'],
  },
  {
    persona: 'public',
    job: 'What an agency publishes is read by anybody, without signing in. A case cannot be begun, followed or answered by the public yet.',
    journeys: of('server/src/cli/release-command.db.test.ts', 'gives everybody what is published and nothing else'),
    notYet: [
      'forms, the status of a case, uploads, messages, decisions and appeals for the public: there is no portal',
    ],
  },
];
