// The shape in which worlds of facts are handed to whoever decides about access, and the shape of a question. It is the
// oracle's own: it was written from the design alone and imports nothing of the product.

/** Whatever is known, true from an instant to another (milliseconds; null where it has no end on that side). */
export type WorldFact = Readonly<Record<string, unknown>>;

export interface World {
  /** Levels of each scale from the lowest to the highest, and its markers. */
  readonly scales: Readonly<
    Record<string, { readonly levels: readonly string[]; readonly markers: readonly string[] }>
  >;
  /** Roles that reach the units below, and roles whose work may be handed on; a role that is not here does neither. */
  readonly roles: Readonly<Record<string, { readonly below: boolean; readonly delegable: boolean }>>;
  readonly facts: readonly WorldFact[];
}

export interface WorldReader {
  readonly person: string;
  readonly onBehalfOf: string | null;
  readonly purpose: string | null;
}

export interface WorldQuestion {
  readonly reader: WorldReader;
  readonly case: string;
  /** A section, field or document; null asks for the case itself. */
  readonly part: string | null;
}

export interface WorldAnswer {
  readonly allowed: boolean;
  /** Each term of the decision; null where the question names something unknown or barred. */
  readonly terms: Readonly<Record<Term, boolean>> | null;
}

export type Term = 'grant' | 'clearance' | 'compartments' | 'wall' | 'seal' | 'purpose';
