// Histories and answers in the form of section 9 of docs/retention-rules.md. Types alone.

export interface Schedule {
  readonly choose: 'first' | 'longest';
  readonly financialYearStarts: number;
  readonly classes: readonly RecordsClass[];
  readonly floors: readonly Floor[];
}

export type Action = 'destroy' | 'transfer' | 'review' | 'retain';

export interface RecordsClass {
  readonly name: string;
  readonly outcomes: readonly string[] | null;
  readonly when: Condition | null;
  readonly trigger: Trigger;
  readonly period: string;
  readonly action: Action | null;
}

export interface Floor {
  readonly name: string;
  readonly when: Condition | null;
  readonly trigger: Trigger;
  readonly period: string;
}

export interface Condition {
  readonly field: string;
  readonly is: '=' | '>' | '<';
  readonly value: Value;
}

export type Value = string | number | boolean;

export interface Latest {
  readonly closed: boolean;
  readonly linked: boolean;
  readonly fields: readonly string[];
  readonly entries: readonly string[];
}

export type Trigger =
  | 'closed'
  | 'parent-closed'
  | 'last-contact'
  | { readonly closedPlus: string }
  | { readonly field: string }
  | { readonly latest: Latest }
  | { readonly determination: readonly string[] | 'all'; readonly on: 'start' | 'expiry' }
  | { readonly manual: string }
  | { readonly age: number; readonly born: string }
  | { readonly death: string }
  | { readonly repeal: string };

export interface KeptEntry {
  readonly id: string;
  readonly primitive: string;
  readonly of: string;
  readonly status: string;
  readonly from: string;
  readonly until: string | null;
}

export type Step =
  | { readonly do: 'record'; readonly field: string; readonly value: Value | null }
  | { readonly do: 'close'; readonly on: string; readonly outcome: string }
  | { readonly do: 'reopen' }
  | { readonly do: 'parent'; readonly closed: string | null }
  | { readonly do: 'linked'; readonly case: string; readonly closed: string | null }
  | ({ readonly do: 'entry' } & KeptEntry)
  | {
      readonly do: 'state';
      readonly what: 'manual' | 'death' | 'repeal';
      readonly name: string;
      readonly on: string | null;
    };

export interface History {
  readonly id: string;
  readonly schedule: Schedule;
  readonly steps: readonly Step[];
}

export interface Answer {
  readonly status: 'open' | 'no-class' | 'unknown' | 'waiting' | 'permanent' | 'due';
  readonly class: string | null;
  readonly trigger: string | null;
  readonly due: string | null;
  readonly by: string | null;
  readonly action: Action | null;
}
