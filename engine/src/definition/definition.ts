// The door of this room: what a case type may say, and every problem of one found at once.
export {
  type AccessDefinition,
  type ActingDefinition,
  type ClassificationDefinition,
  GENERAL,
  emergenciesOf,
  type EmergencyDefinition,
  managerOf,
  type RestrictionDefinition,
  type SectionDefinition,
  isOneSection,
  sectionsOf,
  type ToldDefinition,
} from './access-definition.ts';
export { type Block, type BlockFile, type BlockShelf, checkBlock } from './block.ts';
export { blockSchema } from './block-schema.ts';
export type * from './case-type.ts';
export type * from './entry-definition.ts';
export {
  changeNames,
  ENTRY_WORDS,
  type LetterBlock,
  type LetterDefinition,
  type LetterList,
  type LetterText,
  type MergeField,
  namesInText,
  textsOfBlocks,
  type Way,
} from './letter-definition.ts';
export { type ConsentDefinition, OPEN_DATA_PURPOSE } from './consent-definition.ts';
export type { EntryMove } from './entry-moves.ts';
export type { FactDefinition } from './fact-definition.ts';
export { bandOf, type Category, type ColumnLevel, levelsOf, OTHER, TOTAL, UNKNOWN } from './publish-categories.ts';
export type {
  ColumnRole,
  ColumnStep,
  PeriodUnit,
  PublishColumn,
  PublishDefinition,
  PublishSet,
} from './publish-definition.ts';
export type { CohortDefinition, ReportsDefinition } from './reports-definition.ts';
export type * from './retention-definition.ts';
export { blockingKinds, keptKinds, keptLists } from './kept-lists.ts';
export { caseTypeOfPlan, checkCaseType, type CaseTypeProblem, type CheckResult, type PlanSource } from './check.ts';
export { checkChildTask, type ChildProblem, endlessOpenings } from './child-types.ts';
export { type ConversionProblem, type DecisionsOfDmn, sourceOfDmn } from './decisions-of-dmn.ts';
export { modelOfDecisions } from './dmn-of-decisions.ts';
export { expandCaseType, type Expansion } from './expand.ts';
export { peopleToRedact } from './people-to-redact.ts';
export { readPlainYaml } from './plain-yaml.ts';
export { caseTypeSchema } from './schema.ts';
export { inLanguage } from './languages.ts';
export { mayRoleRead, writersOf } from './role-reads.ts';
export { partsAsked, whatFollows, type WhatFollows } from './what-follows.ts';
