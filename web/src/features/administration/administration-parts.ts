// The pages of this room: what stands behind `/administration/`, and what each is called.
import { administrationTexts as words } from '#texts/administration';

export const ADMINISTRATION_PARTS = [
  ['people', words.people],
  ['access', words.access],
  ['jobs', words.jobs],
] as const;

export type AdministrationPart = (typeof ADMINISTRATION_PARTS)[number][0];
