// A tagged PDF (ISO 32000-2, 14.8): pages of marked content, a tree that says what each piece is and in which order it is
// read, bookmarks, page labels, a title and a language. No time and no chance is in it: the same input gives the same bytes.
import { openFile, type FileWriter } from './file-writer.ts';
import { openLetters, writeHiddenFont } from './hidden-font.ts';
import { dictOf, nameOf, numberText, type Ref, textOf, type Value } from './objects.ts';
import { openShownFont, type ShownFont } from './shown-font.ts';
import { titleMetadata } from './title-metadata.ts';

export interface DocumentFacts {
  readonly title: string;
  /** BCP 47, e.g. `en-AU`. */
  readonly language: string;
  /** The fonts of texts that are seen, as TrueType files. */
  readonly fonts: { readonly plain: Buffer; readonly bold: Buffer };
}

/** A piece of the tree: a part, a heading, a paragraph, a table. */
export interface Element {
  readonly ref: Ref;
  readonly role: string;
}

export type Role = 'Link' | 'Sect' | 'H1' | 'H2' | 'P' | 'Figure' | 'Table' | 'TR' | 'TH' | 'TD';

export interface TaggedDocument {
  /** @param parent null for the document itself */
  readonly element: (parent: Element | null, role: Role, alt?: string) => Element;
  readonly page: (size: { readonly width: number; readonly height: number }) => Page;
  /** @param level 1 or 2 */
  readonly bookmark: (title: string, page: Ref, level: 1 | 2) => void;
  readonly letters: ReturnType<typeof openLetters>;
  readonly plain: ShownFont;
  readonly bold: ShownFont;
  /** @param about a text that the file carries with it. @returns all bytes of the file, in pieces */
  readonly end: (about?: string) => readonly Buffer[];
}

export interface Page {
  readonly ref: Ref;
  readonly height: number;
  /** Content that belongs to a piece of the tree. */
  readonly mark: (element: Element, content: string) => void;
  /** Content that means nothing by itself: the picture below the text, a line. */
  readonly artifact: (content: string) => void;
  /** Something that the content draws by the name that is answered. */
  readonly picture: (dict: Readonly<Record<string, Value>>, bytes: Buffer) => string;
  /** A place of the page that leads to another page. @param element a `Link` whose content was marked on this page */
  readonly link: (element: Element, place: Place, target: { readonly page: Ref; readonly says: string }) => void;
  /**
   * Writes the page.
   * @param label what the page is called, where that is not its place in the document
   * @param isFront whether it goes before every page that is not
   */
  readonly close: (label?: string, isFront?: boolean) => void;
}

/** In points from the upper left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Node {
  readonly role: Role;
  readonly parent: Ref | null;
  readonly alt: string | undefined;
  readonly kids: Value[];
  page: Ref | null;
}

interface Bookmark {
  readonly title: string;
  readonly page: Ref;
  readonly level: 1 | 2;
}

/** Everything that is written at the end. */
interface Open {
  readonly file: FileWriter;
  readonly nodes: Map<number, Node>;
  readonly root: Ref;
  readonly tree: Ref;
  readonly top: Value[];
  readonly pages: { readonly ref: Ref; readonly label: string | undefined }[];
  readonly front: { readonly ref: Ref; readonly label: string | undefined }[];
  /** For each page its pieces by their marks, and for each link its piece. */
  readonly parents: Ref[];
  readonly bookmarks: Bookmark[];
  readonly pageTree: Ref;
  readonly fonts: Ref;
}

export function openTagged(facts: DocumentFacts): TaggedDocument {
  const file = openFile();
  const letters = openLetters();
  const hidden = file.reserve();
  // A font that no text was set in is not written.
  const plain = openShownFont(file, 'Plain', facts.fonts.plain);
  const bold = openShownFont(file, 'Bold', facts.fonts.bold);
  const open: Open = {
    ...{ file, nodes: new Map(), root: file.reserve(), tree: file.reserve(), top: [], pages: [], parents: [] },
    ...{ front: [], bookmarks: [], pageTree: file.reserve() },
    fonts: file.reserve(),
  };
  return {
    ...{ letters, plain, bold },
    element: (parent, role, alt) => addElement(open, { role, parent: parent?.ref ?? null, alt, kids: [], page: null }),
    page: (size) => openPage(open, size),
    bookmark: (title, page, level) => void open.bookmarks.push({ title, page, level }),
    end(about) {
      writeHiddenFont(file, letters, hidden);
      const shown = [plain, bold].filter((font) => font.write()).map((font): [string, Ref] => [font.name, font.ref]);
      file.write(dictOf({ H: hidden, ...Object.fromEntries(shown) }), open.fonts);
      return endDocument(open, { ...facts, about: about ?? null });
    },
  };
}

function addElement({ file, nodes, top }: Open, node: Node): Element {
  const ref = file.reserve();
  nodes.set(ref.ref, node);
  if (node.parent === null) top.push(ref);
  else nodes.get(node.parent.ref)?.kids.push(ref);
  return { ref, role: node.role };
}

function openPage(open: Open, { width, height }: { readonly width: number; readonly height: number }): Page {
  const { file } = open;
  const ref = file.reserve();
  const content: string[] = [];
  const owners: Ref[] = [];
  const pictures: Record<string, Value> = {};
  const links: Ref[] = [];
  return {
    ...{ ref, height },
    mark(element, drawn) {
      const node = open.nodes.get(element.ref.ref);
      if (node === undefined) throw new Error('the piece belongs to another document');
      // Content of a piece that began on another page says on which page it is.
      const isElsewhere = node.page !== null && node.page.ref !== ref.ref;
      node.page ??= ref;
      node.kids.push(isElsewhere ? dictOf({ Type: nameOf('MCR'), Pg: ref, MCID: owners.length }) : owners.length);
      content.push(`/${element.role} <</MCID ${owners.length}>> BDC\n${drawn}\nEMC`);
      owners.push(element.ref);
    },
    artifact: (drawn) => void content.push(`/Artifact BMC\n${drawn}\nEMC`),
    picture(dict, bytes) {
      const name = `I${Object.keys(pictures).length}`;
      pictures[name] = file.writeStream({ Type: nameOf('XObject'), Subtype: nameOf('Image'), ...dict }, bytes);
      return name;
    },
    link(element, place, target) {
      const key = open.parents.push(element.ref) - 1;
      const { x, y } = place;
      const rect = [x, height - y - place.height, x + place.width, height - y];
      const annotation = file.write(
        dictOf({
          ...{ Type: nameOf('Annot'), Subtype: nameOf('Link'), Rect: rect, Border: [0, 0, 0], StructParent: key },
          ...{ Dest: [target.page, nameOf('Fit')], Contents: textOf(target.says), F: 4 },
        }),
      );
      links.push(annotation);
      open.nodes.get(element.ref.ref)?.kids.push(dictOf({ Type: nameOf('OBJR'), Obj: annotation, Pg: ref }));
    },
    close(label, isFront = false) {
      const body = file.writeStream({}, Buffer.from(content.join('\n')));
      const annotations: Record<string, Value> = links.length === 0 ? {} : { Annots: links };
      file.write(
        dictOf({
          ...{ Type: nameOf('Page'), Parent: open.pageTree, MediaBox: [0, 0, width, height], Contents: body },
          ...{ Resources: dictOf({ Font: open.fonts, XObject: dictOf(pictures) }), Tabs: nameOf('S') },
          ...{ StructParents: open.parents.push(file.write(owners)) - 1, ...annotations },
        }),
        ref,
      );
      (isFront ? open.front : open.pages).push({ ref, label });
    },
  };
}

function endDocument(
  open: Open,
  { title, language, about }: DocumentFacts & { readonly about: string | null },
): readonly Buffer[] {
  const { file } = open;
  for (const [number, node] of open.nodes) {
    const alt: Record<string, Value> = node.alt === undefined ? {} : { Alt: textOf(node.alt) };
    const page: Record<string, Value> = node.page === null ? {} : { Pg: node.page };
    const scope: Record<string, Value> =
      node.role === 'TH' ? { A: dictOf({ O: nameOf('Table'), Scope: nameOf('Column') }) } : {};
    const parent = node.parent ?? open.root;
    const entry = { Type: nameOf('StructElem'), S: nameOf(node.role), P: parent, ...page, ...alt, ...scope };
    file.write(dictOf({ ...entry, K: node.kids }), { ref: number });
  }
  file.write(dictOf({ Type: nameOf('StructElem'), S: nameOf('Document'), P: open.tree, K: open.top }), open.root);
  const pages = [...open.front, ...open.pages];
  const parents = file.write(dictOf({ Nums: open.parents.flatMap((parent, key): Value[] => [key, parent]) }));
  const next = { ParentTreeNextKey: open.parents.length };
  file.write(dictOf({ Type: nameOf('StructTreeRoot'), K: [open.root], ParentTree: parents, ...next }), open.tree);
  file.write(dictOf({ Type: nameOf('Pages'), Kids: pages.map(({ ref }) => ref), Count: pages.length }), open.pageTree);
  const metadata = file.writeStream(
    // Not packed, so that it is found by whoever reads no PDF; the catalogue's own filter list is empty for that.
    { Type: nameOf('Metadata'), Subtype: nameOf('XML'), Filter: [] },
    Buffer.from(titleMetadata(title, language, about)),
  );
  const catalog = file.write(
    dictOf({
      ...{ Type: nameOf('Catalog'), Pages: open.pageTree, StructTreeRoot: open.tree, Metadata: metadata },
      ...{ Lang: { bytes: Buffer.from(language) }, MarkInfo: dictOf({ Marked: true }) },
      ViewerPreferences: dictOf({ DisplayDocTitle: true }),
      ...labelsOf(pages.map(({ label }) => label)),
      ...outlineOf(file, open.bookmarks),
    }),
  );
  const info = file.write(dictOf({ Title: textOf(title), Producer: textOf('Casewright') }));
  return file.end(catalog, info);
}

function labelsOf(labels: readonly (string | undefined)[]): Readonly<Record<string, Value>> {
  if (labels.every((label) => label === undefined)) return {};
  const numbers = labels.flatMap((label, index): Value[] => [
    index,
    // A label without a style is its prefix and nothing else.
    label === undefined ? dictOf({ S: nameOf('D'), St: index + 1 }) : dictOf({ P: textOf(label) }),
  ]);
  return { PageLabels: dictOf({ Nums: numbers }) };
}

function outlineOf(file: FileWriter, bookmarks: readonly Bookmark[]): Readonly<Record<string, Value>> {
  if (bookmarks.length === 0) return {};
  const root = file.reserve();
  const entries = bookmarks.map((bookmark) => ({ ...bookmark, ref: file.reserve() }));
  const chapters = entries.filter(({ level }, index) => level === 1 || index === 0);
  const below = (chapter: (typeof entries)[number]): typeof entries => {
    const from = entries.indexOf(chapter) + 1;
    const to = entries.findIndex(({ level }, index) => index >= from && level === 1);
    return entries.slice(from, to === -1 ? undefined : to);
  };
  const link = (of: typeof entries, parent: Ref): void => {
    for (const [index, entry] of of.entries()) {
      const kids = parent === root ? below(entry) : [];
      const [before, after, first, last] = [of[index - 1], of[index + 1], kids[0], kids.at(-1)];
      file.write(
        dictOf({
          ...{ Title: textOf(entry.title), Parent: parent, Dest: [entry.page, nameOf('Fit')] },
          ...(before === undefined ? {} : { Prev: before.ref }),
          ...(after === undefined ? {} : { Next: after.ref }),
          ...(first === undefined || last === undefined
            ? {}
            : { First: first.ref, Last: last.ref, Count: -kids.length }),
        }),
        entry.ref,
      );
      link(kids, entry.ref);
    }
  };
  link(chapters, root);
  const [first, last] = [chapters[0], chapters.at(-1)];
  if (first === undefined || last === undefined) return {};
  const count = { Count: chapters.length };
  file.write(dictOf({ Type: nameOf('Outlines'), First: first.ref, Last: last.ref, ...count }), root);
  return { Outlines: root, PageMode: nameOf('UseOutlines') };
}

/** A number as content writes it. */
export function num(value: number): string {
  return numberText(value);
}
