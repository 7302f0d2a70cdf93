// Word, Excel and PowerPoint files of today (ISO/IEC 29500): the parts by their content types, the relations to elsewhere,
// the fields in the text. Macros, controls and embedded objects are refused by what they are, not by where they lie.
import { refuseForeignHead } from './foreign-head.ts';
import type { Inspection } from './inspection.ts';
import type { OpenZip } from './judge-zip.ts';
import { endingOf } from './file-name.ts';
import { refuseFields } from './field-codes.ts';
import type { Kind } from './kinds.ts';
import { attributeOf, openXml, type XmlElement } from './read-xml.ts';
import { refuse, type RefusalCode } from './refusals.ts';
import type { ZipMember } from './zip-directory.ts';

const MAIN: Readonly<Record<string, Kind>> = {
  'wordprocessingml.document.main+xml': 'docx',
  'spreadsheetml.sheet.main+xml': 'xlsx',
  'presentationml.presentation.main+xml': 'pptx',
  'presentationml.slideshow.main+xml': 'pptx',
};

const FORBIDDEN_TYPES: readonly (readonly [RegExp, RefusalCode])[] = [
  [/macroenabled|vbaproject|vbadata|macrosheet|keymapcustomizations|attachedtoolbars|customui/i, 'macros'],
  [/activex|control(properties)?\+xml/i, 'active-control'],
  [/oleobject|ms-package\.3dmanufacturing/i, 'embedded-object'],
  [/template\.main\+xml|addin|sheet\.binary|webextension|taskpanes/i, 'unknown-type'],
  [/x-msdownload|octet-stream-exe|javascript|x-sh\b|text\/html|message\/rfc822/i, 'embedded-object'],
];

const FORBIDDEN_RELATIONS: readonly (readonly [RegExp, RefusalCode])[] = [
  [/\/(vbaproject|wordvbadata|xlmacrosheet|xlintlmacrosheet|attachedtoolbars|extensibility)$/i, 'macros'],
  [/\/(control|activexcontrolbinary|ctrlprop)$/i, 'active-control'],
  [/\/(oleobject|afchunk)$/i, 'embedded-object'],
  [/\/(webextension|webextensiontaskpanes|keymapcustomizations)$/i, 'active-control'],
];

/** Relations that may lead elsewhere: somebody has to click on them. */
const CLICKED = /\/hyperlink$/i;
const CLICKABLE = /^(https?:|mailto:|tel:|#)|^[^:\\/]*$|^[^:\\]*$/i;

interface Found {
  kind: Kind | null;
  mains: number;
  fields: string;
}

export async function judgeOoxml(zip: OpenZip, inspection: Inspection): Promise<Kind> {
  const found: Found = { kind: null, mains: 0, fields: '' };
  const types = zip.members.find(({ name }) => name === '[Content_Types].xml');
  if (types !== undefined) await readPart(zip, types, (element) => takeType(element, found));
  if (found.kind === null || found.mains !== 1) refuse(found.mains > 1 ? 'two-in-one' : 'unknown-type');
  for (const member of zip.members) {
    await inspection.budget.breathe();
    await judgePart(zip, member, { ...inspection, found });
  }
  return found.kind;
}

interface PartInspection extends Inspection {
  readonly found: Found;
}

async function judgePart(zip: OpenZip, member: ZipMember, inspection: PartInspection): Promise<void> {
  const { name } = member;
  if (name.endsWith('/') || name === '[Content_Types].xml') return zip.each(member, () => undefined);
  refusePartName(name);
  const ending = endingOf(name);
  if (name.endsWith('.rels')) return readPart(zip, member, (element) => takeRelation(element, inspection));
  if (ending === 'xml' || ending === 'vml') return judgeXmlPart(zip, member);
  if (/^(docx|xlsx|pptx)$/.test(ending)) {
    // The table behind a chart is a workbook of its own; it is judged as one.
    if (inspection.depth >= inspection.budget.limits.depth) refuse('too-deep');
    await inspection.judgeInner(await zip.open(member), name.split('/').at(-1) ?? '');
    return;
  }
  if (/^(jpe?g|jpe|png|gif|tiff?|bmp|webp|svg|mp4|m4v|m4a|mov|mp3|wav)$/.test(ending)) {
    await inspection.judgeInner(await zip.open(member), `part.${ending}`);
    return;
  }
  await judgeOpaque(zip, member, ending);
}

function refusePartName(name: string): void {
  if (/vbaproject|vbadata|macrosheets?\//i.test(name)) refuse('macros');
  if (/activex|ctrlprops?\//i.test(name)) refuse('active-control');
  if (/oleobject/i.test(name)) refuse('embedded-object');
}

const OPAQUE: Readonly<Record<string, (head: Buffer) => boolean>> = {
  emf: (head) => head.length >= 44 && head.readUInt32LE(0) === 1 && head.toString('latin1', 40, 44) === ' EMF',
  wmf: (head) => head.readUInt32LE(0) === 0x9ac6cdd7 || (head.readUInt16LE(0) === 1 && head.readUInt16LE(2) === 9),
  bin: (head) => head.length > 0,
  odttf: () => true,
  fntdata: () => true,
  ttf: (head) => head.readUInt32BE(0) === 0x00010000 || head.toString('latin1', 0, 4) === 'OTTO',
  wdp: (head) => head.toString('latin1', 0, 2) === 'II',
};

/** Parts that no office program runs: fonts, drawings in metafiles, the settings of printers. */
async function judgeOpaque(zip: OpenZip, member: ZipMember, ending: string): Promise<void> {
  const known = Object.hasOwn(OPAQUE, ending) ? OPAQUE[ending] : undefined;
  if (known === undefined || (ending === 'bin' && !/printersettings|customproperty/i.test(member.name)))
    refuse('embedded-object');
  let head = Buffer.alloc(0);
  await zip.each(member, (piece) => {
    if (head.length < 64) head = Buffer.concat([head, piece.subarray(0, 64)]);
  });
  refuseForeignHead(head);
  if (head.length < 4 || !known(head)) refuse('broken');
}

function takeType(element: XmlElement, found: Found): void {
  if (element.local !== 'Override' && element.local !== 'Default') return;
  const type = attributeOf(element, 'ContentType');
  for (const [pattern, code] of FORBIDDEN_TYPES) if (pattern.test(type)) refuse(code);
  const main = Object.entries(MAIN).find(([words]) => type.endsWith(words));
  if (main === undefined) return;
  found.mains += 1;
  found.kind = main[1];
}

function takeRelation(element: XmlElement, { budget }: PartInspection): void {
  if (element.local !== 'Relationship') return;
  const type = attributeOf(element, 'Type');
  for (const [pattern, code] of FORBIDDEN_RELATIONS) if (pattern.test(type)) refuse(code);
  const target = attributeOf(element, 'Target').trim();
  // A path that leaves the archive, or an address, is elsewhere, whatever the mode says.
  const elsewhere =
    attributeOf(element, 'TargetMode').toLowerCase() === 'external' || /^([a-z][\w+.-]*:|\\\\|\/\/)/i.test(target);
  if (!elsewhere) return;
  if (CLICKED.test(type) && CLICKABLE.test(target)) return;
  if (/\/externalLink(Path|LongPath)?$/i.test(type) && /^(?!\/\/)[^:\\]*$/.test(target)) {
    budget.warnings.add('links-to-workbooks');
    return;
  }
  refuse('outside-link');
}

async function judgeXmlPart(zip: OpenZip, member: ZipMember): Promise<void> {
  let fields = '';
  const gather = (text: string, within: string): void => {
    if (within === 'instrText' || within === 'delInstrText') fields += text;
    if (within === 'f' || within === 'formula' || within === 'definedName') refuseCellCommand(text);
    if (fields.length > 1_000_000) refuse('broken');
  };
  await readPart(zip, member, judgeElement, gather);
  refuseFields(fields);
}

function judgeElement(element: XmlElement): void {
  const { local } = element;
  if (local === 'ddeLink' || local === 'ddeItem') refuse('data-exchange');
  if (local === 'oleLink' || local === 'OLEObject' || local === 'oleObj') refuse('embedded-object');
  if (local === 'control' && attributeOf(element, 'name') !== '' && attributeOf(element, 'id') !== '')
    refuse('active-control');
  if (local === 'script' || local === 'foreignObject') refuse('active-markup');
  if (local === 'fldSimple') refuseFields(attributeOf(element, 'instr'));
  // What a click on a slide may do besides following a link.
  const action = attributeOf(element, 'action');
  if (/^ppaction:\/\/(macro|program|ole)/i.test(action)) refuse('macros');
  if (local === 'definedName' && /^(_xlnm\.)?auto_(open|close|activate)/i.test(attributeOf(element, 'name')))
    refuse('macros');
  for (const { local: name, value } of element.attributes) {
    if (/^(javascript|vbscript|data):/i.test(value.replace(/\s/g, '')) && /^(href|src|target|url)$/i.test(name))
      refuse('outside-link');
  }
}

function refuseCellCommand(text: string): void {
  // `cmd|'/c calc'!A1`: the form in which a cell asks another program.
  if (/[\w.]+\s*\|\s*['"]/.test(text)) refuse('data-exchange');
  if (/\b(call|register|exec|register\.id|_xlfn\.webservice|webservice)\s*\(/i.test(text)) refuse('outside-link');
}

async function readPart(
  zip: OpenZip,
  member: ZipMember,
  ...[onElement, onText]: readonly [(element: XmlElement) => void, ((text: string, within: string) => void)?]
): Promise<void> {
  const watch = { onElement, doctype: 'none' as const, ...(onText === undefined ? {} : { onText }) };
  const reader = openXml(watch);
  await zip.each(member, reader.take);
  reader.end();
}
