// Why somebody keeps the role or the account that they have, in words.
import type { AdministrationRefusal } from '../commands/administration-steps.ts';
import type { ProblemText } from './problem-texts.ts';

export type { AdministrationRefusal } from '../commands/administration-steps.ts';

export const ADMINISTRATION_PROBLEMS: Readonly<Record<AdministrationRefusal, ProblemText>> = {
  'administration-own': {
    status: 409,
    title: 'Not about yourself',
    detail: 'Nobody changes their own roles or account. Ask another administrator.',
  },
  'administration-office': {
    status: 409,
    title: 'Not given or ended here',
    detail:
      'Who is an administrator is said by whoever keeps the installation, or by the directory of the agency. Ask them.',
  },
  'administration-kept': {
    status: 409,
    title: 'Kept by the directory',
    detail: 'The directory of the agency says who this is, and would take the change back. Change it there.',
  },
};
