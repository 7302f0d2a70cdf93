// Les phrases de la connexion.
import type { signInTexts as English } from '../en/sign-in.ts';
import type { TextsOf } from '../texts-of.ts';

export const signInTexts: TextsOf<typeof English> = {
  title: 'Connexion',
  byProvider: (title) => `Se connecter : ${title}`,
  providerExplain:
    'Vous vous connectez avec le compte de votre organisme. Casewright ne voit jamais votre mot de passe.',
  noWay:
    'Personne ne peut encore se connecter ici. La personne qui exploite l’installation doit désigner un fournisseur d’identité.',
  problems: {
    'attempt-expired':
      'La connexion a pris trop de temps, ou a commencé dans une autre fenêtre. Connectez-vous à nouveau.',
    'provider-unavailable':
      'Le service de connexion de votre organisme est injoignable pour l’instant. Réessayez dans un moment.',
    'sign-in-failed':
      'La connexion a échoué. Réessayez, et prévenez la personne qui exploite l’installation si cela se reproduit.',
    'unknown-person':
      'Vous n’êtes pas, ou plus, connu ici. Adressez-vous à la personne qui gère les comptes dans votre organisme.',
  },
  demonstration: 'Ceci est une démonstration.',
  explain:
    'Choisissez au nom de qui travailler : chaque personne fait le travail de ses équipes et ne voit que leurs dossiers. Les personnes sont inventées et aucun mot de passe n’est demandé. Une véritable installation identifie les personnes par votre propre fournisseur d’identité.',
  beside: 'Elle s’ouvre à côté de cette page, qui garde ce que vous avez saisi. Revenez ensuite ici.',
  choose: 'Travailler en tant que',
  submit: 'Se connecter',
  missing: 'Choisissez une personne',
  teams: (teams) => teams.join(', '),
  roles: (roles) =>
    roles.length > 2 ? `${roles.length} rôles` : roles.map((role) => role.replaceAll('-', ' ')).join(', '),
  find: 'Chercher une équipe ou une personne',
  findHint: 'Par exemple : complaint',
  noneFound: 'Aucune équipe ni personne n’a ces lettres dans son nom.',
  empty:
    'Il n’y a personne au nom de qui travailler. Chargez l’organisme de démonstration sur le serveur, puis rechargez cette page.',
  expired:
    'Votre session a pris fin et vous avez été déconnecté. Connectez-vous avec le même compte pour reprendre où vous en étiez. Votre saisie est conservée.',
};
