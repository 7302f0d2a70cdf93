// A time that is asked about: from a day or an instant to another. A day is one of UTC, and the last one counts too.
import { addDays, isDate } from '@casewright/engine/calendar';

export function periodOf({ from, to }: { readonly from: string; readonly to: string }): AskedPeriod {
  return { from: startOf(from), until: isDate(to) ? startOf(addDays(to, 1)) : to };
}

interface AskedPeriod {
  readonly from: string;
  /** Not part of it. */
  readonly until: string;
}

function startOf(time: string): string {
  return isDate(time) ? `${time}T00:00:00.000Z` : time;
}
