// Files that nobody has, told from their names: for scenarios, made-up lives and replays, in which a document is filed and there are no
// bytes. What comes out is the same for the same name.
import { sha256 } from '../routing/sha256.ts';
import type { Document, FileFacts, Files } from './document.ts';
import type { Entry } from './entry.ts';
import type { Opened } from './opened.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  png: 'image/png',
  eml: 'message/rfc822',
  txt: 'text/plain',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
};

/** The ending of a file of each family of media types. */
const ENDINGS: Readonly<Record<string, string>> = {
  ...{ pdf: 'pdf', office: 'docx', picture: 'jpg', mail: 'eml', text: 'txt', sound: 'mp3', video: 'mp4' },
};

/** The ending of a file that a kind of document accepts. */
export function endingFor(accepts: readonly string[]): string {
  const [first] = accepts;
  if (first === undefined) return 'pdf';
  return ENDINGS[first] ?? Object.entries(MEDIA_TYPES).find(([, type]) => type === first)?.[0] ?? 'pdf';
}

/** @param file its id, such as `report.pdf`: what it ends with says what it is */
export function madeFile(file: string): FileFacts {
  const mediaType = MEDIA_TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/pdf';
  const hasPages = mediaType === 'application/pdf';
  return {
    ...{ file, name: file, mediaType, size: 1000 + file.length, pages: hasPages ? 2 : null },
    ...{ content: contentOf(file), cipher: sha256(`sealed ${file}`) },
    ...{ check: { verdict: 'clean', scanner: 'made up' }, channel: 'staff' },
  };
}

/** The SHA-256 of the bytes that such a file would have. */
export function contentOf(file: string): string {
  return sha256(`the bytes of ${file}`);
}

const NONE: Files = new Map();

/** The file that a command names, made up. */
export function filesMadeFor(command: object): Files {
  const file = 'file' in command && typeof command.file === 'string' ? command.file : null;
  return file === null ? NONE : new Map([[file, madeFile(file)]]);
}

/** The files of all documents that a case keeps, as the host said of them then. */
export function filesKept(entries: Readonly<Record<string, Entry>>): Files {
  const found = new Map<string, FileFacts>();
  for (const entry of Object.values(entries)) {
    if (entry.kind === 'document') for (const facts of factsOf(entry)) found.set(facts.file, facts);
  }
  return found;
}

/** All that a case keeps, opened: where who has read what is not what is asked. */
export function everythingOpened(entries: Readonly<Record<string, Entry>>): Opened {
  return new Map([...filesKept(entries).values()].map(({ content }) => [content, 'whole']));
}

function factsOf({ versions, channel }: Document): readonly FileFacts[] {
  return versions.map(({ at: _when, by: _whom, ...facts }) => ({ ...facts, channel }));
}
