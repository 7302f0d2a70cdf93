// Ce qui a été terminé et peut encore être repris.
import type { heldTexts as English } from '../en/held.ts';
import { nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

export const heldTexts: TextsOf<typeof English> = {
  label: 'Tâche terminée',
  waits: (title, seconds) => `« ${title} » sera enregistrée dans ${nombre(seconds, 'seconde', 'secondes')}.`,
  announced: (title, seconds) =>
    `« ${title} » est terminée et sera enregistrée dans ${nombre(seconds, 'seconde', 'secondes')}. Jusque-là, vous pouvez annuler.`,
  waitsHere:
    'Vous avez terminé cette tâche. Elle est enregistrée dans quelques secondes ; jusque-là, vous pouvez annuler.',
  undo: 'Annuler',
  sendNow: 'Enregistrer maintenant',
  sending: (title) => `« ${title} » est en cours d’enregistrement.`,
  sent: (title) => `Fait : ${title}.`,
  undone: (title) => `« ${title} » n’est pas terminée. Rien n’a été enregistré, et votre saisie est toujours là.`,
  refused: (title) => `« ${title} » n’a pas été terminée.`,
  toTask: 'Retour à la tâche',
  dismiss: 'Fermer ce message',
  next: 'La suivante dans Mon travail',
};
