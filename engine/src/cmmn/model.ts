// A CMMN model as it is exchanged: the elements of the specification under their own names, each with its place in the
// file. Types only. It says nothing of what a model means; `compile-case.ts` does.
import type { CaseFileEvent } from './standard-events.ts';
import type { Transition } from '../plan/lifecycle.ts';
import type { XmlPlace } from './xml-tree.ts';

export interface CmmnModel {
  readonly name: string | null;
  readonly targetNamespace: string;
  readonly cases: readonly CmmnCase[];
  readonly decisions: readonly CmmnDecision[];
}

export interface CmmnDecision {
  readonly id: string;
  readonly name: string | null;
  readonly externalRef: string | null;
}

export interface CmmnCase extends XmlPlace {
  readonly id: string;
  readonly name: string | null;
  readonly roles: readonly { readonly id: string; readonly name: string | null }[];
  readonly fileItems: readonly CmmnFileItem[];
  /** The case plan model: a stage with exit criteria of its own. */
  readonly plan: CmmnDefinition;
  readonly exit: readonly CmmnCriterion[];
  /** Everything of a case type of ours that CMMN has no place for, as JSON. */
  readonly frame: string | null;
}

export interface CmmnFileItem extends XmlPlace {
  readonly id: string;
  readonly name: string | null;
  readonly multiplicity: string | null;
  readonly children: readonly CmmnFileItem[];
}

export type CmmnKind =
  | 'stage'
  | 'humanTask'
  | 'task'
  | 'caseTask'
  | 'decisionTask'
  | 'milestone'
  | 'userEventListener'
  | 'timerEventListener'
  | 'eventListener';

export interface CmmnDefinition extends XmlPlace {
  readonly id: string;
  readonly kind: CmmnKind;
  readonly name: string | null;
  readonly control: CmmnControl;
  readonly blocking: boolean;
  readonly autoComplete: boolean;
  readonly performer: string | null;
  /** A case or a decision; `expression` where it was written as one. */
  readonly uses: { readonly ref: string; readonly expression: boolean } | null;
  readonly timer: string | null;
  readonly timerStart: CmmnOnPart | null;
  readonly body: CmmnStageBody | null;
  readonly table: CmmnTable | null;
}

export interface CmmnStageBody {
  readonly items: readonly CmmnPlanItem[];
  readonly sentries: readonly CmmnSentry[];
  readonly definitions: readonly CmmnDefinition[];
}

export interface CmmnPlanItem extends XmlPlace {
  readonly id: string;
  readonly name: string | null;
  readonly definitionRef: string;
  readonly control: CmmnControl;
  readonly entry: readonly CmmnCriterion[];
  readonly exit: readonly CmmnCriterion[];
  /** What our case types say of an item beyond CMMN, as JSON. */
  readonly more: string | null;
}

export interface CmmnCriterion extends XmlPlace {
  readonly id: string | null;
  readonly sentryRef: string;
  /** Extensions of ours: which instances leave, and how. */
  readonly only: string | null;
  readonly as: string | null;
}

/** Each rule: absent, or its condition, which is empty where it has none and then holds. */
export interface CmmnControl {
  readonly required: string | null;
  readonly manual: string | null;
  readonly repetition: string | null;
}

export interface CmmnSentry extends XmlPlace {
  readonly id: string;
  readonly name: string | null;
  readonly on: readonly CmmnOnPart[];
  readonly when: string | null;
}

export type CmmnOnPart =
  | (XmlPlace & {
      readonly source: 'item';
      readonly ref: string;
      readonly event: Transition;
      readonly exitCriterion: string | null;
    })
  | (XmlPlace & { readonly source: 'file'; readonly ref: string; readonly event: CaseFileEvent });

export interface CmmnTable extends XmlPlace {
  readonly id: string | null;
  readonly items: readonly CmmnDiscretionary[];
  readonly tables: readonly CmmnTable[];
  readonly rules: readonly (XmlPlace & { readonly id: string; readonly condition: string })[];
  readonly ruleRefs: readonly string[];
  readonly roleRefs: readonly string[];
}

export interface CmmnDiscretionary extends CmmnPlanItem {
  readonly ruleRefs: readonly string[];
  readonly roleRefs: readonly string[];
}
