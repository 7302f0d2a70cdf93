// The made-up cases of a demonstration, as lists of commands with the dates on which they happened: some fresh, some in
// the middle, some late, some closed. Pure: today comes in, and the same day gives the same cases.
import type { CaseCommand, Fields } from '@casewright/engine/case';
import { familyNames, givenNames } from './demonstration-people.ts';
import { seeded, type Seeded } from './seeded.ts';

export interface ScriptedStep {
  /** A date, or an instant in UTC. */
  readonly occurred: string;
  readonly person: string;
  readonly command: Exclude<CaseCommand, { readonly type: 'OpenCase' }>;
}

export interface ScriptedCase {
  /** Unique and the same on every day. */
  readonly key: string;
  readonly caseType: string;
  readonly person: string;
  readonly occurred: string;
  readonly data: Fields;
  readonly steps: readonly ScriptedStep[];
}

const fineStages = [
  'created',
  'created',
  'sent',
  'sent',
  'notified',
  'notified',
  'part-paid',
  'overdue',
  'appealed',
  'paid',
] as const;
const permitStages = ['received', 'received', 'checked', 'checked', 'advice', 'advice', 'stopping', 'closed'] as const;
const fineCount = 18;
const permitCount = 12;

/** @param today `YYYY-MM-DD`; everything happened on it or before */
export function demonstrationCases(today: string): readonly ScriptedCase[] {
  const draw = seeded(20_260_301);
  const fines = Array.from({ length: fineCount }, (_, index) => fine(draw, today, index));
  const permits = Array.from({ length: permitCount }, (_, index) => permit(draw, today, index));
  return [...fines, ...permits];
}

/** The case of the agency next door. */
export function otherCase(today: string): ScriptedCase {
  return { ...fine(seeded(7), today, 0), key: 'elsewhere-1', person: 'otto.keller', steps: [] };
}

function fine(draw: Seeded, today: string, index: number): ScriptedCase {
  const stage = fineStages[index % fineStages.length] ?? 'created';
  const person = draw.pick(['anna.ricci', 'marco.conti']);
  // Old enough for what has happened; the sent and notified dates below stay in order behind it.
  const opened = dayBefore(
    today,
    draw.whole(2, 30) +
      { created: 0, sent: 20, notified: 45, 'part-paid': 50, overdue: 150, appealed: 60, paid: 40 }[stage],
  );
  const sent = dayAfter(opened, draw.whole(1, 12));
  const notified = dayAfter(sent, draw.whole(3, 9));
  const amount = draw.pick(['36.00', '42.00', '74.00', '148.00']);
  const step = (occurred: string, command: ScriptedStep['command']): ScriptedStep => ({ occurred, person, command });
  const complete = (occurred: string, task: string, data: Fields): ScriptedStep =>
    step(occurred, { type: 'CompleteTask', task, data });
  const sending = complete(sent, 'send-fine', { sentOn: sent, expense: '11.00' });
  const notifying = complete(notified, 'register-notification', { notifiedOn: notified, notificationType: 'P' });
  const later = dayAfter(notified, draw.whole(1, 3));
  const paying = (share: string): ScriptedStep =>
    complete(later, 'record-payment', { paymentAmount: share, paymentOn: later, totalPaid: share });
  const steps: Readonly<Record<typeof stage, readonly ScriptedStep[]>> = {
    created: [],
    sent: [sending],
    notified: [sending, notifying],
    'part-paid': [sending, notifying, paying('20.00')],
    overdue: [sending, notifying],
    appealed: [sending, notifying, complete(later, 'register-prefecture-appeal', { appealOn: later })],
    paid: [sending, notifying, paying(amount), step(dayAfter(later, 1), { type: 'CloseCase', outcome: 'paid' })],
  };
  return {
    key: `fine-${index + 1}`,
    caseType: 'infringement-notice',
    person,
    occurred: opened,
    data: {
      createdOn: opened,
      article: draw.pick(['7', '142', '157', '158']),
      amount,
      points: draw.pick([0, 2, 3]),
      vehicleClass: 'A',
      offenderName: inventedName(draw),
    },
    steps: steps[stage],
  };
}

function permit(draw: Seeded, today: string, index: number): ScriptedCase {
  const stage = permitStages[index % permitStages.length] ?? 'received';
  const person = draw.pick(['johan.devries', 'fatima.haddad']);
  const opened = dayBefore(
    today,
    draw.whole(3, 12) + { received: 0, checked: 5, advice: 25, stopping: 42, closed: 30 }[stage],
  );
  const at = (days: number): string => `${dayAfter(opened, days)}T09:${10 + index}:00Z`;
  const complete = (days: number, task: string, data: Fields): ScriptedStep => ({
    occurred: at(days),
    person,
    command: { type: 'CompleteTask', task, data },
  });
  const checking = [
    complete(1, 'check-confirmation', { confirmationCorrect: true }),
    complete(1, 'send-confirmation', { confirmationSentOn: dayAfter(opened, 1) }),
  ];
  const advising = complete(2, 'determine-stop-advice', { adviceNeeded: stage !== 'closed' });
  const steps: Readonly<Record<typeof stage, readonly ScriptedStep[]>> = {
    received: [],
    checked: checking,
    advice: [...checking, advising, complete(3, 'request-advice', { remarks: 'Asked the water board.' })],
    stopping: [...checking, advising, complete(3, 'determine-stop-indication', { stopNeeded: true })],
    closed: [
      ...checking,
      advising,
      complete(3, 'determine-stop-indication', { stopNeeded: false }),
      { occurred: at(12), person, command: { type: 'CloseCase', outcome: draw.pick(['granted', 'not-required']) } },
    ],
  };
  return {
    key: `permit-${index + 1}`,
    caseType: 'permit-application',
    person,
    occurred: at(0),
    data: { startedOn: at(0), channel: draw.pick(['internet', 'desk', 'post']), applicantName: inventedName(draw) },
    steps: steps[stage],
  };
}

function inventedName(draw: Seeded): string {
  return `${draw.pick(givenNames)} ${draw.pick(familyNames)}`;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function dayBefore(day: string, days: number): string {
  return dayAfter(day, -days);
}
