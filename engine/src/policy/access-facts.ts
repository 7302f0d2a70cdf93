// The facts from which access is decided, as types, and their shapes as data, by which facts of unknown origin are read.
// Every fact has an id and a period; ids of people, cases, units, matters and compartments carry their agency: `7/ann`.

/** Milliseconds since 1970, UTC. The engine reads no clock: every question brings its instant. */
export type Instant = number;

interface Held {
  readonly id: string;
  /** The first instant at which it holds, and the first at which it no longer does; null where there is none. */
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** A level of a scale, with markers; the scales themselves are settings of a jurisdiction. */
export interface Classification {
  readonly scale: string;
  readonly level: string;
  readonly markers: readonly string[];
}

/** A section of a case, or a field or document in one. What the section asks for, everything in it asks for too. */
export interface CasePart {
  readonly part: string;
  readonly kind: 'section' | 'field' | 'document';
  /** Its section; of a section, itself. */
  readonly section: string;
  readonly classification: Classification | null;
  readonly compartments: readonly string[];
  /** Roles that may read it; null where whoever may read the case may read it. */
  readonly readers: readonly string[] | null;
  /** What it may be read for; null where its collection binds it to nothing narrower than the case. */
  readonly purposes: readonly string[] | null;
}

export interface CaseFact extends Held {
  readonly kind: 'case';
  readonly case: string;
  readonly unit: string;
  readonly matters: readonly string[];
  readonly classification: Classification | null;
  readonly compartments: readonly string[];
  readonly purposes: readonly string[] | null;
  readonly parts: readonly CasePart[];
}

/** Everything that access is decided from. */
export type AccessFact =
  | CaseFact
  | (Held & { readonly kind: 'person'; readonly person: string })
  | (Held & { readonly kind: 'unit'; readonly unit: string; readonly parent: string | null })
  | MembershipFact
  | (Held & {
      readonly kind: 'assignment';
      readonly person: string;
      readonly case: string;
      readonly delegable: boolean;
    })
  | (Held & { readonly kind: 'delegation'; readonly by: string; readonly to: string })
  | (Held & Classification & { readonly kind: 'clearance'; readonly person: string })
  | (Held & { readonly kind: 'read-in'; readonly person: string; readonly compartment: string })
  | WallFact
  | (Held & {
      readonly kind: 'seal';
      readonly case: string;
      /** Null seals the whole case. */
      readonly section: string | null;
      readonly openTo: readonly string[];
    })
  | ShareFact
  | (Held & { readonly kind: 'consent'; readonly case: string; readonly purpose: string })
  | (Held & {
      readonly kind: 'break-glass';
      readonly person: string;
      readonly case: string;
      readonly reason: string;
    })
  | (Held & {
      readonly kind: 'specific';
      readonly person: string;
      readonly case: string;
      /** Null gives all sections. */
      readonly sections: readonly string[] | null;
      readonly approvedBy: string;
    });

export interface MembershipFact extends Held {
  readonly kind: 'membership';
  readonly person: string;
  readonly unit: string;
  readonly role: string;
  readonly delegable: boolean;
}

/** Keeps a person, or everybody of a unit and below, off a case, or off all cases of a matter. */
export interface WallFact extends Held {
  readonly kind: 'wall';
  readonly case: string | null;
  readonly matter: string | null;
  readonly person: string | null;
  readonly unit: string | null;
  readonly standing: 'declared' | 'suggested' | 'dismissed';
}

export interface ShareFact extends Held {
  readonly kind: 'share';
  readonly case: string;
  /** The agency that shares, and the one that receives. */
  readonly by: string;
  readonly to: string;
  /** Null shares with the whole agency. */
  readonly unit: string | null;
  readonly sections: readonly string[];
  readonly purpose: string;
  readonly authority: string;
  /** The consent on which it rests, where it rests on one. */
  readonly consent: string | null;
}

export type FactKind = AccessFact['kind'];

/** What a member of a fact may hold. A list may not be null, unless it says so. */
export type MemberShape =
  | 'name'
  | 'qualified'
  | 'agency'
  | 'text'
  | 'flag'
  | 'standing'
  | 'classification'
  | 'parts'
  | readonly [MemberShape, 'or null']
  | readonly [MemberShape, 'list'];

type Shape<K extends FactKind> = Readonly<
  Record<Exclude<keyof Extract<AccessFact, { kind: K }>, keyof Held | 'kind'>, MemberShape>
>;

/** Every member of every kind; a fact that lacks one, or has it in another form, is unreadable. */
export const FACT_SHAPES: { readonly [K in FactKind]: Shape<K> } = {
  case: {
    ...{ case: 'qualified', unit: 'qualified', matters: ['qualified', 'list'], parts: 'parts' },
    classification: ['classification', 'or null'],
    compartments: ['qualified', 'list'],
    purposes: [['name', 'list'], 'or null'],
  },
  person: { person: 'qualified' },
  unit: { unit: 'qualified', parent: ['qualified', 'or null'] },
  membership: { person: 'qualified', unit: 'qualified', role: 'name', delegable: 'flag' },
  assignment: { person: 'qualified', case: 'qualified', delegable: 'flag' },
  delegation: { by: 'qualified', to: 'qualified' },
  clearance: { person: 'qualified', scale: 'name', level: 'text', markers: ['name', 'list'] },
  'read-in': { person: 'qualified', compartment: 'qualified' },
  wall: {
    case: ['qualified', 'or null'],
    matter: ['qualified', 'or null'],
    person: ['qualified', 'or null'],
    unit: ['qualified', 'or null'],
    standing: 'standing',
  },
  seal: { case: 'qualified', section: ['name', 'or null'], openTo: ['qualified', 'list'] },
  share: {
    ...{ case: 'qualified', by: 'agency', to: 'agency', unit: ['qualified', 'or null'], sections: ['name', 'list'] },
    ...{ purpose: 'name', authority: 'text', consent: ['name', 'or null'] },
  },
  consent: { case: 'qualified', purpose: 'name' },
  'break-glass': { person: 'qualified', case: 'qualified', reason: 'text' },
  specific: {
    ...{ person: 'qualified', case: 'qualified', sections: [['name', 'list'], 'or null'], approvedBy: 'qualified' },
  },
};

/** Members of a part of a case. */
export const PART_SHAPE: Readonly<Record<Exclude<keyof CasePart, 'kind'>, MemberShape>> = {
  part: 'name',
  section: 'name',
  classification: ['classification', 'or null'],
  compartments: ['qualified', 'list'],
  readers: [['name', 'list'], 'or null'],
  purposes: [['name', 'list'], 'or null'],
};

/** By which members facts are looked up; also those by which a fact that cannot be read bars what it names. */
export const NAMING_MEMBERS = ['case', 'matter', 'person', 'unit', 'parent', 'by', 'to', 'approvedBy'] as const;
