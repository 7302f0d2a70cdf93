// The values that cross the door between case data and expressions. Plain JSON shapes only: a date is a
// tagged object, never a library's own class, so that no evaluator leaks into stored events.

/** A calendar date, `YYYY-MM-DD`, without zone. */
export interface DateValue {
  readonly date: string;
}

/** An instant with its offset, ISO 8601, for example `2011-10-11T13:45:40.276+02:00`. */
export interface InstantValue {
  readonly instant: string;
}

/** An ISO 8601 duration, `P60D` or `P1Y2M`. */
export interface DurationValue {
  readonly duration: string;
}

/**
 * An exact number by its digits, `36.00`: an amount of money, or a result that no JavaScript number equals. Comes out of
 * an expression only where a JavaScript number would not say the same.
 */
export interface DecimalValue {
  readonly decimal: string;
}

export type Value =
  | null
  | boolean
  | number
  | string
  | DateValue
  | InstantValue
  | DurationValue
  | DecimalValue
  | readonly Value[]
  | { readonly context: Readonly<Record<string, Value>> };

/** Names an expression may use, with their values. */
export type Scope = Readonly<Record<string, Value>>;
