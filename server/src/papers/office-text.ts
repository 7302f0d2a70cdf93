// The text of DOCX, XLSX, PPTX and the formats of OpenDocument: which parts of the archive have it, and in which order. Runs in a
// reader process. How elements become text is known to `word-xml.ts`, `sheet-xml.ts` and `open-document-xml.ts`.
import type { Bytes } from '../files/bytes.ts';
import { openDocumentXml } from './open-document-xml.ts';
import { makePages, type PageMaker } from './pages.ts';
import { PaperError, type PaperTask, type PaperText } from './paper.ts';
import { readXml, type XmlHandler } from './read-xml.ts';
import { sharedTextsXml, sheetXml } from './sheet-xml.ts';
import { drawingXml, wordXml } from './word-xml.ts';
import { openZip, textPieces, type ZipEntries } from './zip-entries.ts';

export type OfficeKind = 'word' | 'sheet' | 'slides' | 'open-document';

/** What reading one archive has at hand. */
interface Archive {
  readonly zip: ZipEntries;
  readonly pages: PageMaker;
  readonly depth: number;
  readonly characters: number;
}

export async function officeText(bytes: Bytes, kind: OfficeKind, task: PaperTask): Promise<PaperText> {
  const start = await bytes.read(0, 8);
  // What Office locks by a password, it wraps into a compound file.
  if (start.readUInt32BE(0) === 0xd0cf11e0) throw new PaperError('encrypted');
  const zip = await openZip(bytes, task.limits);
  const { depth, characters } = task.limits;
  const archive = { zip, pages: makePages(task.limits, task.firstPages), depth, characters };
  const { readable } = READERS[kind];
  if (!zip.names.some((name) => readable.test(name))) throw new PaperError('damaged');
  await describe(archive, kind === 'open-document' ? 'meta.xml' : 'docProps/core.xml');
  await READERS[kind].read(archive);
  return archive.pages.made();
}

interface Reader {
  /** An archive without such an entry is not of the kind. */
  readonly readable: RegExp;
  readonly read: (archive: Archive) => Promise<void>;
}

const READERS: Readonly<Record<OfficeKind, Reader>> = {
  word: { readable: /^word\/document\d*\.xml$/, read: readWord },
  sheet: { readable: /^xl\/workbook\.xml$/, read: readSheets },
  slides: { readable: /^ppt\/presentation\.xml$/, read: readSlides },
  'open-document': { readable: /^content\.xml$/, read: readOpenDocument },
};

async function readWord(archive: Archive): Promise<void> {
  const { zip, pages } = archive;
  const main = zip.names.filter((name) => /^word\/document\d*\.xml$/.test(name)).slice(0, 1);
  const besides = zip.names.filter((name) => /^word\/(header|footer|footnotes|endnotes|comments)\d*\.xml$/.test(name));
  const texts: string[] = [];
  for (const name of main) {
    const word = wordXml();
    await play(archive, name, word.handler);
    texts.push(...word.pages());
  }
  let beside = '';
  for (const name of besides.toSorted()) {
    const word = wordXml();
    await play(archive, name, word.handler);
    beside += `\n${word.pages().join('\n')}`;
  }
  // They belong to many pages or to one that is not known; a reader finds them at the end.
  texts.push(`${texts.pop() ?? ''}\n${beside}`);
  for (const text of texts) if (!pages.add(text)) return;
}

async function readSheets(archive: Archive): Promise<void> {
  const { zip, pages } = archive;
  const shared = sharedTextsXml();
  await play(archive, 'xl/sharedStrings.xml', shared.handler);
  const sheets = await partsInOrder(archive, { part: 'xl/workbook.xml', element: 'sheet' });
  pages.say({ pageCount: sheets.length });
  for (const { target, name } of sheets) {
    if (!zip.names.includes(target)) continue;
    const sheet = sheetXml(shared.texts(), archive.characters);
    await play(archive, target, sheet.handler);
    if (!pages.add(`${name}\n${sheet.text()}`)) return;
  }
}

async function readSlides(archive: Archive): Promise<void> {
  const slides = await partsInOrder(archive, { part: 'ppt/presentation.xml', element: 'sldId' });
  archive.pages.say({ pageCount: slides.length });
  for (const { target } of slides) {
    const slide = drawingXml();
    await play(archive, target, slide.handler);
    const notes = drawingXml();
    const related = await relations(archive, target);
    const [noted] = [...related.values()].filter((name) => name.startsWith('ppt/notesSlides/'));
    if (noted !== undefined) await play(archive, noted, notes.handler);
    if (!archive.pages.add(`${slide.text()}\n${notes.text()}`)) return;
  }
}

async function readOpenDocument(archive: Archive): Promise<void> {
  const { zip, pages } = archive;
  let isLocked = false;
  await play(archive, 'META-INF/manifest.xml', {
    ...NOTHING,
    open: ({ name }) => (isLocked ||= name === 'encryption-data'),
  });
  if (isLocked) throw new PaperError('encrypted');
  if (!zip.names.includes('content.xml')) throw new PaperError('damaged');
  const content = openDocumentXml();
  await play(archive, 'content.xml', content.handler);
  for (const text of content.pages()) if (!pages.add(text)) return;
}

const NOTHING: XmlHandler = { open: () => {}, close: () => {}, text: () => {} };

async function play({ zip, depth, pages }: Archive, name: string, handler: XmlHandler): Promise<void> {
  if (!zip.names.includes(name)) return;
  const reader = readXml(depth, handler);
  try {
    for await (const piece of textPieces(zip, name)) reader.write(piece);
    reader.end();
  } catch (error) {
    // What came before stands; what is too much or locked ends the paper.
    if (error instanceof PaperError && error.reason !== 'damaged') throw error;
    pages.refuse(name.slice(0, 100), 'damaged');
  }
}

/** The title and the language of an archive, by Dublin Core in both families. */
async function describe(archive: Archive, part: string): Promise<void> {
  const found = { title: '', language: '' };
  let at: string | null = null;
  await play(archive, part, {
    open: ({ name }) => (at = name),
    close: () => (at = null),
    text: (text) => {
      if (at === 'title' || at === 'language') found[at] += text;
    },
  });
  archive.pages.say({ title: found.title || null, language: found.language || null });
}

interface Part {
  readonly target: string;
  readonly name: string;
}

/** The sheets or slides that a main part lists, in its order, with the parts that hold them. */
async function partsInOrder(archive: Archive, of: { part: string; element: string }): Promise<readonly Part[]> {
  const related = await relations(archive, of.part);
  const listed: Part[] = [];
  await play(archive, of.part, {
    ...NOTHING,
    open: ({ name, attributes }) => {
      if (name !== of.element) return;
      // `r:id` and `id` have one name here; the later one wins, and `r:id` is written last.
      const target = related.get(attributes.get('id') ?? '');
      if (target !== undefined) listed.push({ target, name: attributes.get('name') ?? '' });
    },
  });
  return listed;
}

/** Identifiers in a part to the names of the parts they stand for. */
async function relations(archive: Archive, part: string): Promise<ReadonlyMap<string, string>> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash);
  const found = new Map<string, string>();
  await play(archive, `${folder}/_rels/${part.slice(slash + 1)}.rels`, {
    ...NOTHING,
    open: ({ name, attributes }) => {
      const [id, target] = [attributes.get('Id'), attributes.get('Target')];
      if (
        name === 'Relationship' &&
        id !== undefined &&
        target !== undefined &&
        attributes.get('TargetMode') !== 'External'
      )
        found.set(id, resolved(folder, target));
    },
  });
  return found;
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
