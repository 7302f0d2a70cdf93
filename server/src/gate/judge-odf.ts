// OpenDocument files (ISO/IEC 26300): the type is the first member, stored and plain; macros and scripts lie in folders of
// their own or in the text, and events name them.
import { endingOf } from './file-name.ts';
import { refuseForeignHead } from './foreign-head.ts';
import type { Inspection } from './inspection.ts';
import type { OpenZip } from './judge-zip.ts';
import { KINDS, type Kind } from './kinds.ts';
import { attributeOf, openXml, type XmlElement } from './read-xml.ts';
import { refuse } from './refusals.ts';
import type { ZipMember } from './zip-directory.ts';

const MOST_TYPE = 200;

export async function judgeOdf(zip: OpenZip, inspection: Inspection): Promise<Kind> {
  const kind = await readType(zip);
  for (const member of zip.members) {
    await inspection.budget.breathe();
    await judgePart(zip, member, inspection);
  }
  if (!zip.members.some(({ name }) => name === 'content.xml')) refuse('broken');
  return kind;
}

async function readType(zip: OpenZip): Promise<Kind> {
  const member = zip.members[0];
  if (member === undefined || member.size > MOST_TYPE) refuse('unknown-type');
  let type = '';
  await zip.each(member, (piece) => {
    type += piece.toString('latin1');
  });
  const kind = (['odt', 'ods', 'odp'] as const).find((each) => KINDS[each].mediaType === type.trim());
  return kind ?? refuse('unknown-type');
}

async function judgePart(zip: OpenZip, member: ZipMember, inspection: Inspection): Promise<void> {
  const { name } = member;
  if (/^(Basic|Scripts)\/.*[^/]$/i.test(name)) refuse('macros');
  if (name.endsWith('/') || name === 'mimetype') return zip.each(member, () => undefined);
  // LibreOffice keeps an empty file for shortcuts that nobody set.
  if (member.size === 0) return zip.each(member, () => undefined);
  const ending = endingOf(name);
  if (ending === 'xml' || ending === 'rdf' || name.startsWith('META-INF/')) {
    const reader = openXml({ onElement: (element) => judgeElement(element, name), doctype: 'none' });
    await zip.each(member, reader.take);
    return reader.end();
  }
  if (/^(jpe?g|png|gif|tiff?|bmp|webp|svg)$/.test(ending) || /^(Pictures|Thumbnails)\/[^.]+$/.test(name)) {
    await inspection.judgeInner(await zip.open(member), ending === '' ? 'part' : `part.${ending}`);
    return;
  }
  await judgeOther(zip, member, ending);
}

async function judgeOther(zip: OpenZip, member: ZipMember, ending: string): Promise<void> {
  // Copies of what an object looks like, kept by LibreOffice as its own metafiles; and settings of a layout.
  const plain =
    member.name.startsWith('ObjectReplacements/') ||
    /^(Configurations2\/.*|layout-cache|.*\.(svm|ttf|otf|emf|wmf))$/.test(member.name);
  if (!plain || /^(bin|exe|dll|class|jar|js|py|bas)$/.test(ending)) refuse('embedded-object');
  let head = Buffer.alloc(0);
  await zip.each(member, (piece) => {
    if (head.length < 16) head = Buffer.concat([head, piece.subarray(0, 16)]);
  });
  refuseForeignHead(head);
}

function judgeElement(element: XmlElement, part: string): void {
  const { local, space } = element;
  if (local === 'script' && !part.endsWith('/manifest.xml')) refuse('macros');
  if (local === 'event-listener' && !space.includes('presentation')) refuse('macros');
  if (local === 'event-listener' && /macro|execute|script/i.test(attributeOf(element, 'action'))) refuse('macros');
  if (local === 'dde-source' || local === 'dde-connection-decl' || local === 'dde-link') refuse('data-exchange');
  if (local === 'object-ole' || local === 'applet' || local === 'plugin') refuse('embedded-object');
  if (local === 'encryption-data') refuse('password-protected');
  if (local === 'file-entry' && /^(Basic|Scripts)\//i.test(attributeOf(element, 'full-path'))) refuse('macros');
  if (local === 'formula' || local === 'table-cell') refuseFormula(attributeOf(element, 'formula'));
  for (const { local: name, value } of element.attributes) if (name === 'href') judgeLink(value, element);
}

/** What is clicked may lead anywhere plain; what is fetched by opening may not. */
function judgeLink(value: string, { local }: XmlElement): void {
  const target = value.replace(/[\s\p{Cc}]/gu, '');
  if (/^(vnd\.sun\.star\.script|macro|javascript|vbscript|data|service|private|slot|\.uno):/i.test(target))
    refuse('macros');
  const clicked = local === 'a' || local === 'annotation' || local === 'form';
  if (/^(https?|mailto|tel):/i.test(target) && clicked) return;
  // Fonts that a document came with say where they lie; relative paths stay inside.
  if (/^[a-z][\w+.-]*:/i.test(target) || /^(\\\\|\/\/|\/|\.\.\/\.\.)/.test(target)) refuse('outside-link');
}

function refuseFormula(text: string): void {
  if (/\b(DDE|WEBSERVICE)\s*\(/i.test(text)) refuse('data-exchange');
}
