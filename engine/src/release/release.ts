// The door of this room: finished cases as open data in which nobody can be found. Cases come in without names, texts come out; it
// knows no table, no file and nobody's rights.
export { catalogueJson, type CatalogueRelease, catalogueTurtle } from './dcat.ts';
export type { FinishedCase } from './column-values.ts';
export { DESCRIPTION_FILE, type ReleaseFile, writeRelease, type WrittenRelease } from './release-files.ts';
export { type PeriodReport, prepareRelease, type PreparedRelease } from './prepare-release.ts';
export type { Unprotected } from './publish-period.ts';
export type { Working } from './release-working.ts';
export {
  RELEASE_REFUSALS,
  type ReleaseRefusal,
  type ReleaseState,
  type ReleaseStep,
  stateOf,
  whyNotReleased,
} from './release-life.ts';
