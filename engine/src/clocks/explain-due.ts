// Says step by step, in plain words and dates, how a due date came about. Everything it says is in the reckoning.
import type { HolidayTable } from '../calendar/working-days.ts';
import type { ClockHistory, ClockProblem } from './clock-history.ts';
import type { ClockRule } from './clock-rule.ts';
import { sayDate, sayPeriod } from './plain-words.ts';
import { type PassedOver, reckonClock, type Step } from './reckon.ts';

export type DueExplanation =
  | { readonly dueOn: string | null; readonly sentences: readonly string[] }
  | { readonly problem: ClockProblem };

/** The steps from start to due date, one sentence each, in order. */
export function explainDue(history: ClockHistory, table: HolidayTable): DueExplanation {
  const reckoned = reckonClock(history, table);
  if ('problem' in reckoned) return reckoned;
  const { dueOn, steps, suspendedBy } = reckoned.reckoning;
  const sentences = steps.map((step) => sentence(step, history.rule));
  if (dueOn === null) {
    const names = suspendedBy.map((pause) => `“${pauseTitle(history.rule, pause)}”`).join(' and ');
    return { dueOn, sentences: [...sentences, `There is no due date until ${names} ends.`] };
  }
  return { dueOn, sentences: [...sentences, `It is due by the end of ${sayDate(dueOn)}.`] };
}

function sentence(step: Step, rule: ClockRule): string {
  switch (step.kind) {
    case 'received':
      return received(step);
    case 'counted': {
      const day = rule.firstDay === 'include' ? 'that day is the first' : 'the day before is not counted';
      const end = step.endsOn === null ? 'has not ended' : `ends on ${sayDate(step.endsOn)}`;
      return `The period of ${sayPeriod(step.period)} begins on ${sayDate(step.from)} (${day}) and ${end} (${rule.law.reference}).`;
    }
    case 'paused': {
      const law = rule.pauses[step.pause]?.law.reference;
      const until =
        step.until === null ? 'and still is' : `until ${sayDate(step.until)}; the days between are not counted`;
      return `“${pauseTitle(rule, step.pause)}” paused it on ${sayDate(step.on)} ${until}${law === undefined ? '' : ` (${law})`}.`;
    }
    case 'anew':
      return `When “${pauseTitle(rule, step.pause)}” ended on ${sayDate(step.on)}, ${sayPeriod(step.period)} began anew.`;
    case 'extended': {
      const extension = rule.extensions[step.extension];
      const end = step.endsOn === null ? '' : `, to ${sayDate(step.endsOn)}`;
      return `“${extension?.title ?? step.extension}” extended it on ${sayDate(step.on)} by ${sayPeriod(step.by)}${end}${extension === undefined ? '' : ` (${extension.law.reference})`}.`;
    }
    case 'moved':
      return `On ${sayDate(step.on)} the date was fixed at ${sayDate(step.to)}: ${step.cause}.`;
    case 'rolled':
      return `${overWords(step.over)}, so the last day is ${sayDate(step.to)}.`;
    case 'stopped':
      return `It was stopped on ${sayDate(step.on)}, ${step.inTime ? 'in time' : 'late'}.`;
    case 'deemed':
      return `It passed, and on ${sayDate(step.on)} the law takes this as decided: ${step.outcome}${rule.deemed === undefined ? '' : ` (${rule.deemed.law.reference})`}.`;
  }
}

function received(step: Extract<Step, { kind: 'received' }>): string {
  if (step.over.length === 0) return `It started on ${sayDate(step.countsOn)}.`;
  const because = step.over.map(({ on, because: why }) => (on === step.on ? why : `${sayDate(on)} is no working day`));
  return `It arrived on ${sayDate(step.on)} and counts as received on ${sayDate(step.countsOn)} (${because.join('; ')}).`;
}

function overWords(over: readonly PassedOver[]): string {
  const words = over.map(({ on, because }) => {
    const date = sayDate(on);
    return date.startsWith(because) ? date : `${date} (${because})`;
  });
  return `${words.join(' and ')} ${over.length === 1 ? 'is no working day' : 'are no working days'}`;
}

function pauseTitle(rule: ClockRule, pause: string): string {
  return rule.pauses[pause]?.title ?? pause;
}
