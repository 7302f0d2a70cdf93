// The sentences of how long the records of a case are kept.
import type { CaseRetention } from '../../client/types.ts';

type Because = CaseRetention['steps'][number]['because'][number];

const STATUSES: Readonly<Record<CaseRetention['status'], string>> = {
  open: 'The case is open, and all of its records are kept.',
  hidden: 'You may not read all of this case. A date could tell of what you may not know, so none is said.',
  'no-schedule':
    'This kind of case says nothing of how long its records are kept. They are kept until somebody decides.',
  'no-class': 'No rule for keeping records fits this case. They are kept until somebody decides.',
  unknown: 'It cannot be reckoned how long the records are kept, so they are kept.',
  waiting: 'The time has not begun to run. The records are kept.',
  permanent: 'The records are kept for good.',
  due: 'There is a day from which the records may be disposed of.',
};

const ACTIONS: Readonly<Record<string, string>> = {
  destroy: 'destroyed',
  transfer: 'handed to the archive',
  retain: 'kept for good',
  review: 'looked at, to decide what becomes of them',
};

const FROM: Readonly<Record<Because['from'], string>> = {
  closing: 'the case was closed',
  parent: 'the case that opened this one was closed',
  linked: 'a case that belongs to this one was closed',
  field: 'that is what the case says',
  entry: 'something on record ended',
  recorded: 'somebody recorded this day',
  reckoned: 'this was reckoned from it',
};

export const retentionTexts = {
  title: 'How long the records are kept',
  status: (status: CaseRetention['status']) => STATUSES[status],
  due: (day: string, action: string) =>
    `From ${day} the records may be ${ACTIONS[action] ?? action}. Nothing happens by itself: somebody decides.`,
  holds: (count: number) =>
    count === 1
      ? 'A hold stands on this case. Nothing is disposed of while it stands.'
      : `${count} holds stand on this case. Nothing is disposed of while they stand.`,
  isBeingReckoned: 'It is being reckoned anew, since another case has changed. Look again in a minute.',
  missing: (what: string) => `What is missing or awaited: ${what}`,
  class: (title: string) => `Rule: ${title}`,
  source: (authority: string, number: string, version: string) => `${authority}, no. ${number}, version ${version}`,
  period: (period: string) => `It says: ${period}`,
  why: 'Why',
  step: (rule: string, period: string) => `${rule}: ${period}`,
  floor: (rule: string, period: string) => `Not before, by ${rule}: ${period}`,
  because: (from: Because['from'], what: string, on: string) =>
    `${on}: ${FROM[from]}${what === '' ? '' : ` (${what})`}`,
  until: (day: string) => `so ${day} at the earliest`,
};
