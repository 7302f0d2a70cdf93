// In French: why somebody keeps the role or the account that they have.
import type { AdministrationRefusal } from './administration-problem-texts.ts';
import type { ProblemWords } from './problem-texts-fr.ts';

export const ADMINISTRATION_IN_FRENCH: Readonly<Record<AdministrationRefusal, ProblemWords>> = {
  'administration-own': [
    'Pas pour vous-même',
    'Nul ne modifie ses propres rôles ni son propre compte. Demandez-le à un autre administrateur.',
  ],
  'administration-office': [
    'Ni attribué ni retiré ici',
    'Qui est administrateur est décidé par les responsables de l’installation, ou par l’annuaire de l’organisme. Adressez-vous à eux.',
  ],
  'administration-kept': [
    'Tenu par l’annuaire',
    'L’annuaire de l’organisme en décide et annulerait le changement. Modifiez-le dans l’annuaire.',
  ],
};
