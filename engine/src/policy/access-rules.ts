// Who may read what, as data: the one source from which the evaluator, the policies of the database and the page for
// auditors are made. It holds no code. What is decided here is explained in docs/decisions/0010-access-rules.md.
import type { FactKind, WallFact } from './access-facts.ts';

/** What must be true of a fact before it grants anything. Every fact must besides be readable and in force. */
export type Condition =
  | { readonly if: 'same-agency' }
  | { readonly if: 'other-agency' }
  | { readonly if: 'given-by-owner' }
  | { readonly if: 'given-to-agency' }
  | { readonly if: 'in-named-unit' }
  | { readonly if: 'has-start' }
  | { readonly if: 'has-end' }
  | { readonly if: 'lasts-at-most'; readonly hours: number }
  | { readonly if: 'gives-reason'; readonly characters: number }
  | { readonly if: 'for-its-purpose' }
  | { readonly if: 'names-authority' }
  | { readonly if: 'consent-in-force' }
  | { readonly if: 'approved-by-another' }
  | { readonly if: 'approved-in-agency' };

/** One way to be granted access. Ways add up; what bars access is in the terms and is never added up. */
export interface GrantRule {
  readonly rule: string;
  /** The kind of fact that grants. */
  readonly fact: Extract<FactKind, 'membership' | 'assignment' | 'share' | 'specific' | 'break-glass'>;
  /** Binds the reader to the unit that has the case, or to the case itself. */
  readonly binds: 'unit' | 'case';
  readonly conditions: readonly Condition[];
  /** Whether the fact lists the sections that it opens. */
  readonly sections: 'all' | 'listed';
  /** What it does where a part names the roles that may read it. */
  readonly namedReaders: 'by-role' | 'stays-closed' | 'opens';
  /** Whether somebody who stands in may use it. */
  readonly handedOn: 'where-delegable' | 'never';
  /** Which side of the database's comparison carries it: a column of the case, or the signed context of the reader. */
  readonly kept: 'row' | 'context';
  readonly says: string;
}

/** What must hold besides a grant. Nothing lifts one of these. */
export interface TermRule {
  readonly term: 'clearance' | 'compartments' | 'wall' | 'seal' | 'purpose';
  /** Whoever stands in for another sees nothing that is barred to either. */
  readonly of: 'everybody' | 'reader';
  /** The column of the database that carries it, and how that is compared with what the reader holds. */
  readonly column: 'needs' | 'walls' | 'purposes';
  readonly test: 'holds-all' | 'holds-one' | 'holds-none';
  readonly says: string;
}

export interface AccessRules {
  /** Stored with every event and every line of the access log, so that a decision is explained by the rules of its day. */
  readonly version: string;
  readonly grants: readonly GrantRule[];
  readonly terms: readonly TermRule[];
  /** Standings in which a wall stands. */
  readonly standingWalls: readonly WallFact['standing'][];
  /** What a role may that no setting describes. */
  readonly unknownRole: RoleRights;
}

export interface RoleRights {
  /** Its work reaches the units below its own. */
  readonly below: boolean;
  readonly delegable: boolean;
}

/** What differs between jurisdictions and agencies, as data. */
export interface AccessSettings {
  /** Levels from the lowest to the highest. */
  readonly scales: Readonly<
    Record<string, { readonly levels: readonly string[]; readonly markers: readonly string[] }>
  >;
  readonly roles: Readonly<Record<string, RoleRights>>;
}

export const accessRules: AccessRules = {
  version: 'access/1',
  grants: [
    {
      ...{ rule: 'team', fact: 'membership', binds: 'unit', sections: 'all', namedReaders: 'by-role' },
      ...{ handedOn: 'where-delegable', kept: 'row' },
      conditions: [{ if: 'same-agency' }],
      says: 'Members of the unit that has a case may read it, and so may those of a unit above in a role that reaches below. A part that names roles is open to members in one of these roles only.',
    },
    {
      ...{ rule: 'assigned', fact: 'assignment', binds: 'case', sections: 'all', namedReaders: 'stays-closed' },
      ...{ handedOn: 'where-delegable', kept: 'row' },
      conditions: [{ if: 'same-agency' }],
      says: 'Whoever a case is assigned to may read it.',
    },
    {
      ...{ rule: 'share', fact: 'share', binds: 'case', sections: 'listed', namedReaders: 'stays-closed' },
      ...{ handedOn: 'never', kept: 'context' },
      conditions: [
        { if: 'other-agency' },
        { if: 'given-by-owner' },
        { if: 'given-to-agency' },
        { if: 'in-named-unit' },
        { if: 'has-end' },
        { if: 'for-its-purpose' },
        { if: 'names-authority' },
        { if: 'consent-in-force' },
      ],
      says: 'Another agency may read the sections of a case that its own agency shares with it.',
    },
    {
      ...{ rule: 'specific', fact: 'specific', binds: 'case', sections: 'listed', namedReaders: 'stays-closed' },
      ...{ handedOn: 'never', kept: 'context' },
      conditions: [
        { if: 'same-agency' },
        { if: 'has-end' },
        { if: 'approved-by-another' },
        { if: 'approved-in-agency' },
      ],
      says: 'Somebody whose request for access was approved may read what was approved.',
    },
    {
      ...{ rule: 'break-glass', fact: 'break-glass', binds: 'case', sections: 'all', namedReaders: 'opens' },
      ...{ handedOn: 'never', kept: 'context' },
      conditions: [
        { if: 'same-agency' },
        { if: 'has-start' },
        { if: 'has-end' },
        { if: 'lasts-at-most', hours: 24 },
        { if: 'gives-reason', characters: 20 },
      ],
      says: 'In an emergency a person may open a case of their agency for some hours; this stands in for a missing grant and for nothing else.',
    },
  ],
  terms: [
    {
      ...{ term: 'clearance', of: 'everybody', column: 'needs', test: 'holds-all' },
      says: 'The clearance reaches the highest level, and every marker, of the case, the section and the part, on each scale that they use. A level that is not on its scale is above all.',
    },
    {
      ...{ term: 'compartments', of: 'everybody', column: 'needs', test: 'holds-all' },
      says: 'The reader has been read into every compartment of the case, the section and the part.',
    },
    {
      ...{ term: 'seal', of: 'everybody', column: 'needs', test: 'holds-all' },
      says: 'Every seal on the case or the section names the reader.',
    },
    {
      ...{ term: 'wall', of: 'everybody', column: 'walls', test: 'holds-none' },
      says: 'No wall keeps the reader, or a unit of theirs or above it, off the case or one of its matters. A suggested wall stands until somebody dismisses it.',
    },
    {
      ...{ term: 'purpose', of: 'reader', column: 'purposes', test: 'holds-one' },
      says: 'The stated purpose is one of those for which the case, the section and the part may be read.',
    },
  ],
  standingWalls: ['declared', 'suggested'],
  unknownRole: { below: false, delegable: false },
};

/** What each condition says to an auditor. */
export const CONDITION_TEXTS: { readonly [C in Condition['if']]: string } = {
  'same-agency': 'the reader works for the agency of the case',
  'other-agency': 'the reader works for another agency',
  'given-by-owner': 'the agency of the case gave it: who received a case cannot pass it on',
  'given-to-agency': "it was given to the reader's agency",
  'in-named-unit': 'the reader is a member of the unit that it names, or below, if it names one',
  'has-start': 'it says from when',
  'has-end': 'it says until when',
  'lasts-at-most': 'it is no longer than allowed',
  'gives-reason': 'it gives a reason in words',
  'for-its-purpose': 'the reader states the purpose for which it was given',
  'names-authority': 'it names the law or agreement that allows it',
  'consent-in-force': 'the consent on which it rests, if any, is in force, for the same case and the same purpose',
  'approved-by-another': 'somebody else approved it',
  'approved-in-agency': 'whoever approved it works for the agency of the case',
};
