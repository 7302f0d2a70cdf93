// Says step by step, in plain words and dates, how a due date came about. Everything it says is in the reckoning.
import { dayInWords } from '../sentences/days.ts';
import { say, type Said, type SaidValue } from '../sentences/say.ts';
import type { HolidayTable } from '../calendar/working-days.ts';
import type { ClockHistory, ClockProblem } from './clock-history.ts';
import type { ClockRule } from './clock-rule.ts';
import { type PassedOver, reckonClock, type Step } from './reckon.ts';

export type DueExplanation =
  | { readonly dueOn: string | null; readonly said: readonly Said[] }
  | { readonly problem: ClockProblem };

/** The steps from start to due date, one sentence each, in order. */
export function explainDue(history: ClockHistory, table: HolidayTable): DueExplanation {
  const reckoned = reckonClock(history, table);
  if ('problem' in reckoned) return reckoned;
  const { dueOn, steps, suspendedBy } = reckoned.reckoning;
  const each = suspendedBy.map((pause) => say('quoted', { title: pauseTitle(history.rule, pause) }));
  const last =
    dueOn === null
      ? say('there-is-no-due-date-until', { names: { each, by: 'and' } })
      : say('it-is-due-by-the-end', { dueOn: { day: dueOn } });
  return { dueOn, said: [...steps.map((step) => sentence(step, history.rule)), last] };
}

function sentence(step: Step, rule: ClockRule): Said {
  const law = (reference: string | undefined): SaidValue => (reference === undefined ? '' : ` (${reference})`);
  switch (step.kind) {
    case 'received':
      return received(step);
    case 'counted':
      return say('the-period-of-begins-on-and', {
        ...{ period: { period: step.period }, from: { day: step.from }, reference: rule.law.reference },
        day: say(rule.firstDay === 'include' ? 'that-day-is-the-first' : 'the-day-before-is-not-counted'),
        end: step.endsOn === null ? say('has-not-ended') : say('ends-on', { on: { day: step.endsOn } }),
      });
    case 'paused':
      return say('paused-it-on', {
        ...{ pause: pauseTitle(rule, step.pause), on: { day: step.on } },
        until: step.until === null ? say('and-still-is') : say('until-and-not-counted', { until: { day: step.until } }),
        law: law(rule.pauses[step.pause]?.law.reference),
      });
    case 'anew':
      return say('when-ended-on-began-anew', {
        ...{ pause: pauseTitle(rule, step.pause), on: { day: step.on }, period: { period: step.period } },
      });
    case 'extended': {
      const extension = rule.extensions[step.extension];
      return say('extended-it-on-by', {
        ...{ title: extension?.title ?? step.extension, on: { day: step.on }, by: { period: step.by } },
        end: step.endsOn === null ? '' : say('to-the-day', { on: { day: step.endsOn } }),
        law: law(extension?.law.reference),
      });
    }
    case 'moved':
      return say('on-the-date-was-fixed-at', { on: { day: step.on }, to: { day: step.to }, cause: step.cause });
    case 'rolled':
      return say('so-the-last-day-is', { over: overWords(step.over), to: { day: step.to } });
    case 'stopped':
      return say(step.inTime ? 'it-was-stopped-in-time' : 'it-was-stopped-late', { on: { day: step.on } });
    case 'deemed':
      return say('it-passed-and-on-the-law', {
        ...{ on: { day: step.on }, outcome: step.outcome, law: law(rule.deemed?.law.reference) },
      });
  }
}

function received(step: Extract<Step, { kind: 'received' }>): Said {
  if (step.over.length === 0) return say('it-started-on', { countsOn: { day: step.countsOn } });
  const because = step.over.map(({ on, because: why }) =>
    on === step.on ? saidBecause(why) : say('is-no-working-day', { days: { day: on } }),
  );
  return say('it-arrived-on-and-counts-as', {
    ...{ on: { day: step.on }, countsOn: { day: step.countsOn }, because: { each: because, by: 'semicolon' } },
  });
}

function overWords(over: readonly PassedOver[]): Said {
  const each = over.map(({ on, because }): SaidValue =>
    dayInWords(on, 'en').startsWith(because)
      ? { day: on }
      : say('the-day-because', { on: { day: on }, because: saidBecause(because) }),
  );
  return say(over.length === 1 ? 'is-no-working-day' : 'are-no-working-days', { days: { each, by: 'and' } });
}

/** A holiday has the name that its law gives it. */
function saidBecause(because: string): SaidValue {
  if (because === 'Saturday') return say('saturday');
  if (because === 'Sunday') return say('sunday');
  const hour = /^after (\S+)$/.exec(because)?.[1];
  return hour === undefined ? because : say('after-the-hour', { hour });
}

function pauseTitle(rule: ClockRule, pause: string): string {
  return rule.pauses[pause]?.title ?? pause;
}
