// Combien de temps les pièces d’un dossier sont conservées.
import type { CaseRetention } from '../../client/types.ts';
import type { retentionTexts as English } from '../en/retention.ts';
import { nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

type Because = CaseRetention['steps'][number]['because'][number];

const STATUSES: Readonly<Record<CaseRetention['status'], string>> = {
  open: 'Le dossier est en cours et toutes ses pièces sont conservées.',
  hidden:
    'Vous ne pouvez pas lire tout ce dossier. Une date pourrait révéler ce que vous ne pouvez pas connaître, aucune n’est donc indiquée.',
  'no-schedule':
    'Ce type de dossier ne dit rien de la durée de conservation. Les pièces sont conservées jusqu’à ce que quelqu’un décide.',
  'no-class':
    'Aucune règle de conservation ne correspond à ce dossier. Les pièces sont conservées jusqu’à ce que quelqu’un décide.',
  unknown: 'La durée de conservation ne peut pas être calculée ; les pièces sont donc conservées.',
  waiting: 'Le délai n’a pas commencé à courir. Les pièces sont conservées.',
  permanent: 'Les pièces sont conservées définitivement.',
  due: 'Il y a un jour à partir duquel le sort final peut être appliqué.',
};

const ACTIONS: Readonly<Record<string, string>> = {
  destroy: 'détruites',
  transfer: 'versées aux archives',
  retain: 'conservées définitivement',
  review: 'examinées, pour décider de leur sort',
};

const FROM: Readonly<Record<Because['from'], string>> = {
  closing: 'le dossier a été clos',
  parent: 'le dossier qui a ouvert celui-ci a été clos',
  linked: 'un dossier lié à celui-ci a été clos',
  field: 'c’est ce que dit le dossier',
  entry: 'quelque chose de consigné a pris fin',
  recorded: 'quelqu’un a consigné ce jour',
  reckoned: 'ceci en a été calculé',
};

export const retentionTexts: TextsOf<typeof English> = {
  title: 'Durée de conservation',
  status: (status) => STATUSES[status],
  due: (day, action) =>
    `À partir du ${day}, les pièces peuvent être ${ACTIONS[action] ?? action}. Rien ne se fait tout seul : quelqu’un décide.`,
  holds: (count) =>
    count === 1
      ? 'Un gel porte sur ce dossier. Rien n’est éliminé tant qu’il dure.'
      : `${nombre(count, 'gel', 'gels')} portent sur ce dossier. Rien n’est éliminé tant qu’ils durent.`,
  isBeingReckoned: 'Un nouveau calcul est en cours, car un autre dossier a changé. Regardez à nouveau dans une minute.',
  missing: (what) => `Ce qui manque ou est attendu : ${what}`,
  class: (title) => `Règle : ${title}`,
  source: (authority, number, version) => `${authority}, n° ${number}, version ${version}`,
  period: (period) => `Elle dit : ${period}`,
  why: 'Pourquoi',
  step: (rule, period) => `${rule} : ${period}`,
  floor: (rule, period) => `Pas avant, selon ${rule} : ${period}`,
  because: (from, what, on) => `${on} : ${FROM[from]}${what === '' ? '' : ` (${what})`}`,
  until: (day) => `donc au plus tôt le ${day}`,
};
