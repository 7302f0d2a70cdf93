// What a bundle says itself, by language: its index, the sheet that stands for a file, and the account as a table. Knows no document.
import type { Shape } from './manifest.ts';

export interface BundleTexts {
  readonly columns: readonly [number: string, title: string, date: string, exhibit: string, pages: string];
  readonly for: (recipient: string) => string;
  readonly made: (day: string, documents: number, pages: number) => string;
  readonly hash: (hash: string) => string;
  /** What stands behind the title of a document that is not there as it is. */
  readonly notes: Readonly<Record<Shape, string>>;
  readonly leadsTo: (title: string, page: string) => string;
  readonly withoutText: (title: string, page: number, of: number) => string;
  readonly noPages: (mediaType: string) => string;
  readonly fileHash: (hash: string) => string;
  readonly table: readonly string[];
  readonly shapes: Readonly<Record<Shape, string>>;
}

const ENGLISH: BundleTexts = {
  columns: ['No.', 'Title', 'Date', 'Exhibit', 'Pages'],
  for: (recipient) => `For ${recipient}`,
  made: (day, documents, pages) =>
    `Made on ${day}: ${documents} ${documents === 1 ? 'document' : 'documents'}, ${pages} ${pages === 1 ? 'page' : 'pages'}`,
  hash: (hash) => `SHA-256 of the manifest: ${hash}`,
  notes: { whole: '', redacted: ' (redacted)', sheet: ' (as a file of its own)' },
  leadsTo: (title, page) => `${title}, page ${page}`,
  withoutText: (title, page, of) => `${title}, page ${page} of ${of}: a picture without text that can be read out.`,
  noPages: (mediaType) =>
    `This document is of a kind (${mediaType}) that has no pages. It is given as a file of its own.`,
  fileHash: (hash) => `SHA-256 of the file: ${hash}`,
  table: [
    ...['number', 'section', 'title', 'date', 'exhibit', 'media_type', 'sha256', 'shape', 'pages', 'first', 'last'],
  ],
  shapes: { whole: 'whole', redacted: 'redacted', sheet: 'sheet' },
};

const FRENCH: BundleTexts = {
  columns: ['N°', 'Titre', 'Date', 'Pièce', 'Pages'],
  for: (recipient) => `Pour ${recipient}`,
  made: (day, documents, pages) =>
    `Faite le ${day} : ${documents} ${documents < 2 ? 'document' : 'documents'}, ${pages} ${pages < 2 ? 'page' : 'pages'}`,
  hash: (hash) => `SHA-256 du bordereau : ${hash}`,
  notes: { whole: '', redacted: ' (occulté)', sheet: ' (fichier à part)' },
  leadsTo: (title, page) => `${title}, page ${page}`,
  withoutText: (title, page, of) =>
    `${title}, page ${page} sur ${of} : une image sans texte qui puisse être lu à voix haute.`,
  noPages: (mediaType) =>
    `Ce document est d’un genre (${mediaType}) qui n’a pas de pages. Il est remis comme fichier à part.`,
  fileHash: (hash) => `SHA-256 du fichier : ${hash}`,
  table: [
    ...['numero', 'partie', 'titre', 'date', 'piece', 'type_de_fichier', 'sha256', 'forme', 'pages'],
    ...['premiere', 'derniere'],
  ],
  shapes: { whole: 'entier', redacted: 'occulte', sheet: 'feuille' },
};

/** @param language BCP 47; one that has no texts gets the English ones */
export function bundleTexts(language: string): BundleTexts {
  return language.split('-')[0] === 'fr' ? FRENCH : ENGLISH;
}
