// Les informations que d’autres dossiers de la même personne ont consignées.
import type { factsTexts as English } from '../en/facts.ts';
import type { TextsOf } from '../texts-of.ts';

export const factsTexts: TextsOf<typeof English> = {
  title: 'Connu par d’autres dossiers',
  hint: 'Un autre dossier de cette personne a peut-être certaines de ces réponses. La consultation est consignée dans ces dossiers.',
  look: 'Chercher dans d’autres dossiers',
  none: 'Rien n’est proposé',
  noneHint: 'Aucun autre dossier que vous pouvez lire n’a ces réponses pour cette finalité. Demandez à la personne.',
  columns: { what: 'Réponse', from: 'De', collected: 'Recueillie', act: 'Utiliser' },
  collected: (when, who) => `${when} par ${who}`,
  notTold: 'Ne vous est pas lisible',
  under: (authority) => `En vertu de ${authority}`,
  use: 'Utiliser ceci',
  takeOf: (label, reference) => `Utiliser ceci : ${label}, de ${reference}`,
  corrections: {
    title: 'Rectifications et déclarations',
    link: 'Droits de la personne',
    accepted: 'Rectifié :',
    attached: 'Contesté :',
    by: (day, authority) => `${day}, ${authority}`,
    past: 'De ce qui figurait là avant',
  },
  done: (label) => `${label} a été repris.`,
};
