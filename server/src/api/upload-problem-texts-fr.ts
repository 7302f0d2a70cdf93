// In French: why a step of an upload, or a part of a file, is refused, and what is not done with an item of the inbox.
import type { InboxRefusal } from './inbox-problem-texts.ts';
import type { ProblemWords } from './problem-texts-fr.ts';
import type { UploadProblemCode } from './upload-problem-texts.ts';

export const UPLOADS_IN_FRENCH: Readonly<Record<UploadProblemCode | InboxRefusal, ProblemWords>> = {
  'file-empty': ['Le fichier est vide', 'Il n’y a rien dans ce fichier. Vérifiez que c’est le bon.'],
  'file-too-large': [
    'Le fichier est trop grand',
    'Le fichier a plus d’octets que ce qui est accepté ici, ou que ce qui avait été annoncé. Réduisez-le ou divisez-le.',
  ],
  'uploads-too-many': [
    'Trop de fichiers à la fois',
    'Terminez, classez ou abandonnez les fichiers déjà commencés, puis commencez celui-ci.',
  ],
  'upload-offset': ['Le fichier ne continue pas là', 'Demandez où en est le fichier, et continuez là.'],
  'letter-unmade': [
    'Aucune lettre n’a été faite',
    'Quelque chose que la lettre doit dire n’est pas consigné, ou elle ne peut pas y aller. Rechargez le dossier.',
  ],
  'upload-ended': [
    'Le fichier est complet',
    'Rien ne peut être ajouté à ce fichier, et il ne peut pas être abandonné dès qu’un document le nomme.',
  ],
  'upload-incomplete': [
    'Le fichier n’est pas complet',
    'Tout n’est pas arrivé. Demandez où en est le fichier, et continuez là.',
  ],
  'upload-piece': [
    'Le morceau est trop petit',
    'Envoyez des morceaux entiers, de la longueur indiquée au début, et le reste en dernier.',
  ],
  'upload-checksum': [
    'Le morceau a changé en route',
    'Ce qui est arrivé ne correspond pas à la somme de contrôle. Renvoyez le morceau.',
  ],
  'redaction-kind': [
    'Les fichiers de ce genre ne peuvent pas être occultés',
    'Seuls les fichiers PDF, PNG et JPEG le peuvent. Faites-en un PDF, classez-le comme version, et occultez-le.',
  ],
  'redaction-boxes': [
    'Les cadres ne conviennent pas au document',
    'Rien n’est marqué, ou un cadre est hors de sa page, vide, ou sans motif de la liste. Marquez à nouveau.',
  ],
  'redaction-locked': [
    'Le document est verrouillé',
    'Le document a un mot de passe. Classez une copie qui n’en a pas, et occultez-la.',
  ],
  'redaction-unreadable': [
    'Le document ne peut pas être dessiné',
    'Personne ne pourrait être sûr de ce qui y reste. Imprimez-le dans un nouveau PDF, classez-le, et occultez-le.',
  ],
  'redaction-too-large': [
    'Le document est trop grand pour être occulté',
    'Il a trop de pages, de trop grandes pages, ou prend trop de temps. Divisez-le, ou imprimez-le dans un nouveau PDF, et occultez-le.',
  ],
  'bundle-empty': ['La liasse est vide', 'Mettez au moins un document dans la liasse.'],
  'bundle-document': [
    'Un document ne peut pas entrer dans cette liasse',
    'Un document de la liste y figure deux fois, ou n’est pas destiné aux mêmes personnes que la liasse. Retirez-le.',
  ],
  'bundle-earlier': [
    'Ce n’est pas une liasse à continuer',
    'Seule une liasse faite ici peut être complétée. Faites-en une nouvelle.',
  ],
  'bundle-unreadable': [
    'Un document ne peut pas être dessiné',
    'Un document de la liste est verrouillé ou endommagé. Classez une copie imprimable, et prenez-la.',
  ],
  'bundle-too-large': [
    'La liasse est trop grande',
    'Elle a trop de pages, de trop grandes pages, ou prend trop de temps. Faites deux liasses.',
  ],
  'bundle-busy': ['Une autre liasse est en préparation', 'Attendez qu’elle soit faite, puis faites celle-ci.'],
  'redaction-second': [
    'Il faut deux personnes',
    'Enregistrez ce qui est à retirer comme projet et soumettez-le. Une autre personne l’approuve, puis la copie est faite.',
  ],
  'redaction-moved': [
    'Le projet a avancé',
    'Quelqu’un l’a enregistré, soumis, renvoyé ou approuvé entre-temps. Rechargez-le et regardez-le tel qu’il est maintenant.',
  ],
  'redaction-own': [
    'Une autre personne l’approuve',
    'Vous en avez tracé une partie, ou elle a été tracée pour vous. Adressez-vous à un collègue qui peut classer la copie.',
  ],
  'redaction-unread': [
    'Toutes les pages n’ont pas été regardées',
    'La personne qui approuve une occultation a ouvert chaque page de l’original. Ouvrez celles qui restent.',
  ],
  'redaction-unfiled': [
    'La copie ne peut pas être classée',
    'Le dossier ne l’accepte pas telle quelle. Renvoyez le projet, et changez son titre, sa nature ou ses destinataires.',
  ],
  'upload-interrupted': [
    'La ligne s’est coupée',
    'Le morceau s’est interrompu. Ce qui est arrivé entier est conservé : demandez où en est le fichier, et continuez là.',
  ],
  'range-not-satisfiable': [
    'Cette partie du fichier n’existe pas',
    'Le fichier se termine avant. Demandez une partie qui existe.',
  ],
  'item-ended': [
    'C’est réglé',
    'Cet élément a été classé ou rejeté entre-temps. Rechargez-le pour voir ce qu’il est devenu.',
  ],
  'item-claimed': [
    'Quelqu’un d’autre l’a',
    'Un collègue a pris cet élément. Adressez-vous à lui, ou rendez-le à la file et prenez-le.',
  ],
  'queue-unknown': ['File inconnue', 'Cette équipe n’a pas de file de courrier reçu. Choisissez-en une dans la liste.'],
  'person-unknown': [
    'Pas de cette équipe',
    'La personne désignée doit être de l’équipe de la file. Choisissez-en une autre, ou la file seule.',
  ],
  'part-unknown': [
    'Cette partie ne peut pas être classée',
    'Cette partie n’existe pas, ou le contrôle des fichiers la retient. Classez les autres, ou rejetez l’élément.',
  ],
  'original-unknown': [
    'Autre élément inconnu',
    'Indiquez un autre élément d’une de vos files, qui ne soit pas lui-même un doublon.',
  ],
};
