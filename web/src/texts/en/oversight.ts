// The sentences of the screens on which people watch over who looks at what: looks, reviews and audits.

const ACTIONS: Readonly<Record<string, string>> = {
  'read-case': 'Opened the case',
  'read-activity': 'Read its activity',
  'read-assignment': 'Read why a task was given to somebody',
  'explain-item': 'Read why a step is as it is',
  'explain-clock': 'Read why a date is that date',
  'read-assignees': 'Read to whom a task may be given',
  'read-opened': 'Looked up what they have opened',
  'preview-share': 'Looked at what another agency would see',
  'preview-letter': 'Looked at a letter before it was made',
  'list-work': 'Saw it in My work',
  'list-cases': 'Saw it in a list',
  'search-cases': 'Found it by its words',
  'search-documents': 'Found a document of it by its words',
  'export-cases': 'Took it out in an export',
  'offer-facts': 'Was offered what it says of somebody, in another case',
  TakeFact: 'Took what it says of somebody into another case',
  'list-notices': 'Saw a notice of it',
  'follow-changes': 'Was told that it changed',
  'verify-chain': 'Checked its record',
  'prove-event': 'Proved an event',
  'read-readers': 'Asked who looked at it',
  'read-readers-for-subject': 'Asked who looked at it, for the person concerned',
  'read-reads': 'Saw it among what somebody read',
  'read-review': 'Saw it in a review',
  explore: 'Saw it in an audit',
  'audit-replay': 'Looked at it as it was, in an audit',
  'audit-difference': 'Compared two times of it, in an audit',
  'audit-verify': 'Verified it, in an audit',
  'audit-proof': 'Took its proof, in an audit',
  'read-access': 'Looked at what lets people see it',
  'explain-why': 'Asked why somebody can see it',
  'explain-who': 'Asked who can see it',
  'explain-what-if': 'Asked what a change of access would do',
  'explain-reach': 'Saw it among what somebody can see',
  'compare-rules': 'Saw what other rules of access would change about it',
  'find-case': 'Looked for it by its number',
  'read-shared-case': 'Opened it, as another agency shares it',
  'list-shared-cases': 'Saw it among what is shared',
};

const KINDS: Readonly<Record<string, string>> = {
  'own-record': 'Own record',
  kin: 'Record of kin',
  colleague: 'Record of a colleague',
  'no-work': 'No work in the case',
  volume: 'Far more than usual',
  hours: 'Outside working hours',
  'denied-series': 'Refused again and again',
  'break-glass': 'Broke the glass',
  'walled-attempt': 'Tried to get past a wall',
  vip: 'Case of somebody in the public eye',
};

const FINDINGS: Readonly<Record<string, string>> = {
  justified: 'There was a reason',
  unjustified: 'There was no reason',
  referred: 'Handed on to an inquiry',
};

/** What was noted of a look: `opened=31 usual=10` and the like, written by the rules. */
function noted(why: string): string {
  const told = new Map(why.split(' ').map((part) => [part.split('=')[0], part.split('=')[1] ?? '']));
  const opened = told.get('opened');
  if (opened !== undefined) return `${opened} cases opened that day; usual are ${told.get('usual') ?? '0'}`;
  if (told.has('time')) return `At ${told.get('time') ?? ''}`;
  if (told.has('day')) return 'On a day without work';
  if (told.has('refused')) return `Refusal ${told.get('refused') ?? ''} within minutes`;
  const cases = told.get('cases');
  return cases === undefined || cases === '1' ? '' : `${cases} cases`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

export const oversightTexts = {
  /** What somebody did, in words; a code that has none stays as it is. */
  action: (code: string): string =>
    ACTIONS[code] ?? (code.startsWith('refused:') ? 'Was refused a change' : `Asked for: ${code}`),

  readers: {
    title: 'Who looked at this case',
    explain: 'Everybody who has seen anything of this case, in lists too, and everybody who was refused it.',
    back: 'Back to the case',
    people: 'People',
    looks: 'Each look, latest first',
    person: 'Person',
    count: 'Looked',
    refusedCount: 'Refused',
    last: 'Last',
    when: 'When',
    what: 'What',
    why: 'Why it was allowed',
    refused: 'Refused',
    rule: (rule: string) => `By the rule “${rule}”`,
    purpose: (purpose: string) => `for ${purpose}`,
    onBehalf: (person: string) => `standing in for ${person}`,
    times,
    never: 'never',
    more: 'Show earlier looks',
    shown: (count: number, all: boolean) => (all ? `Showing all ${count} looks` : `Showing the latest ${count} looks`),
  },

  reviews: {
    title: 'Reviews',
    filter: 'Which reviews',
    open: 'Open',
    decided: 'Decided',
    emptyOpen: 'Nothing waits for a decision',
    emptyDecided: 'Nothing was decided yet',
    emptyHint: 'The rules look at what people read some minutes after they read it.',
    what: 'What was noticed',
    who: 'Who',
    day: 'On',
    due: 'Decide by',
    looks: 'Looks',
    overdue: 'Overdue',
    more: 'Show more reviews',
    shown: (count: number, all: boolean) => (all ? `Showing all ${count}` : `Showing the first ${count}`),
    kind: (code: string): string => KINDS[code] ?? code,
  },

  review: {
    back: 'Back to the reviews',
    about: (kind: string, name: string) => `${kind}: ${name}`,
    looks: 'The looks that it is about',
    cases: 'Cases',
    noted: 'Noted',
    why: noted,
    decide: 'Decide',
    finding: 'What did you find?',
    findings: FINDINGS,
    reason: 'Why?',
    reasonHint: 'Goes on the record with your name. At least ten characters.',
    submit: 'Decide',
    decided: 'The review is decided.',
    decisions: 'What was decided',
    by: (name: string, when: string) => `${name}, ${when}`,
  },

  audit: {
    title: 'Audit',
    seat: (purpose: string, until: string) => `You may look at what was recorded for ${purpose}, until ${until}.`,
    recorded: 'Everything that you look at here is recorded too.',
    scope: (parts: readonly string[]) => (parts.length === 0 ? 'All cases.' : `Only: ${parts.join('; ')}.`),
    noSeat: 'You hold no seat',
    noSeatHint: 'Somebody of the agency gives one, for a time.',
    look: 'Look through',
    kind: 'What',
    kinds: { reads: 'Who looked at what', events: 'What was done' },
    from: 'From',
    to: 'Until',
    person: 'Person (id)',
    caseId: 'Case (id)',
    action: 'Action (code)',
    denied: 'Refused or not',
    deniedOnly: 'Only what was refused',
    allowedOnly: 'Only what was allowed',
    submit: 'Show',
    found: 'What was found',
    none: 'Nothing was found',
    noneHint: 'Nothing that was recorded in this time fits, within your scope.',
    when: 'When',
    who: 'Who',
    did: 'What',
    cases: 'Cases',
    refused: 'Refused',
    more: 'Show earlier',
    shown: (count: number, all: boolean) => (all ? `Showing all ${count}` : `Showing the latest ${count}`),
    moreCases: (count: number) => `and ${count} more`,
    withheld: (count: number) =>
      count === 1 ? '1 case that you may not know of' : `${count} cases that you may not know of`,
    withheldEvents: (count: number) => `Besides these there are events of ${count} that you may not know of.`,
  },

  auditedCase: {
    title: 'A case as it was',
    back: 'Back to the audit',
    verification: 'Is it as it was recorded?',
    verified: (events: number) => `Verified: ${events === 1 ? '1 event is' : `${events} events are`} as recorded`,
    proved: (proved: number, waiting: number) =>
      waiting === 0
        ? `All ${proved} are in the signed log of the agency.`
        : `${proved} are in the signed log of the agency; ${waiting} wait to be signed.`,
    altered: 'This case was altered',
    alteredHint: 'It is not what was recorded. What differs, and where:',
    event: 'Event',
    what: 'What differs',
    again: 'Verify again',
    proof: 'Take the proof as a file',
    proofName: (caseId: string) => `proof-${caseId}.json`,
    replay: 'As it was known on a day',
    asOf: 'Day',
    show: 'Show',
    by: 'By what was',
    byRecorded: 'known on that day',
    byOccurred: 'true on that day, as known now',
    events: (count: number, total: number) => `${count} of ${total} events count.`,
    nothing: 'Nothing was recorded of it by then.',
    stopped: (seq: number) => `Event ${seq} cannot be read, so the case is shown as it was before.`,
    facts: 'What was known',
    difference: 'What became of it since another day',
    since: 'Since',
    same: 'Nothing differs.',
    before: 'Before',
    after: 'After',
    where: 'What',
    absent: 'not there',
  },
};
