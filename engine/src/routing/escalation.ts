// Escalation ladders on a clock: whom to tell when so much of the period has passed. It tells nobody by itself, asks no
// clock, and never names someone who may not open the case.
import type { Reckoning } from '../clocks/clocks.ts';

/** One rung: when it is reached, and the people of it in order. */
export interface Rung {
  /** A share of the period in percent, which the clock's rule must warn at; or its due date. */
  readonly at: number | 'due';
  readonly to: readonly string[];
}

export interface Escalation {
  readonly at: number | 'due';
  /** The day on which the rung was reached. */
  readonly on: string;
  readonly to: readonly string[];
  /** Those who would have been told and may not open the case. */
  readonly passedOver: readonly string[];
}

export interface EscalationInput {
  readonly ladder: readonly Rung[];
  readonly reckoning: Pick<Reckoning, 'dueOn' | 'standing' | 'warnings'>;
  /** The date in the clock's zone. */
  readonly today: string;
  /** Rungs that were told before; an outage doubles none. */
  readonly told: readonly (number | 'due')[];
  /** The day on which someone acted on it, after which no rung is reached; null while nobody has. */
  readonly actedOn: string | null;
  readonly mayOpen: ReadonlySet<string>;
}

/**
 * What has to be told now, the lowest rung first. A share is reached when its day has passed, and so is the due date. A
 * rung all of whose people may not open the case goes to the next one up that has somebody.
 */
export function escalationsDue(input: EscalationInput): readonly Escalation[] {
  const { ladder, reckoning, today, told, actedOn } = input;
  if (reckoning.standing === 'stopped' || reckoning.standing === 'suspended') return [];
  return ladder.flatMap((rung, index) => {
    const on = dayOf(rung.at, reckoning);
    if (on === null || today <= on || told.includes(rung.at) || (actedOn !== null && actedOn <= on)) return [];
    const upward = ladder.slice(index);
    const reached = upward.find(({ to }) => to.some((person) => input.mayOpen.has(person)));
    const to = (reached?.to ?? []).filter((person) => input.mayOpen.has(person));
    const asked = reached === undefined ? upward : upward.slice(0, upward.indexOf(reached) + 1);
    const passedOver = asked.flatMap((one) => one.to.filter((person) => !input.mayOpen.has(person)));
    return [{ at: rung.at, on, to, passedOver: [...new Set(passedOver)] }];
  });
}

function dayOf(at: number | 'due', { dueOn, warnings }: EscalationInput['reckoning']): string | null {
  return at === 'due' ? dueOn : (warnings.find(({ share }) => share === at)?.on ?? null);
}
