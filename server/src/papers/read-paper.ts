// Which reader reads which format, inside a reader process. The type of a paper was judged by its content before; a name is never
// looked at.
import type { Bytes } from '../files/bytes.ts';
import { essenceOf } from './essence.ts';
import { htmlText } from './html-text.ts';
import type { Mail } from './mail.ts';
import { mimeMail } from './mime-mail.ts';
import { officeText, type OfficeKind } from './office-text.ts';
import { oldWordText } from './old-word-text.ts';
import { outlookMail } from './outlook-mail.ts';
import { makePages } from './pages.ts';
import { PaperError, type PaperTask, type PaperText } from './paper.ts';
import { pdfText } from './pdf-text.ts';
import { plainText, wholeOf } from './plain-text.ts';
import { rtfText } from './rtf-text.ts';

type TextReader = (bytes: Bytes, task: PaperTask) => Promise<PaperText>;

const OOXML = 'application/vnd.openxmlformats-officedocument.';
const ODF = 'application/vnd.oasis.opendocument.';

const READERS: ReadonlyMap<string, TextReader> = new Map([
  ['application/pdf', pdfText],
  ...office('word', [`${OOXML}wordprocessingml.document`, `${OOXML}wordprocessingml.template`]),
  ...office('word', ['application/vnd.ms-word.document.macroenabled.12']),
  ...office('sheet', [`${OOXML}spreadsheetml.sheet`, `${OOXML}spreadsheetml.template`]),
  ...office('sheet', ['application/vnd.ms-excel.sheet.macroenabled.12']),
  ...office('slides', [`${OOXML}presentationml.presentation`, `${OOXML}presentationml.slideshow`]),
  ...office('slides', ['application/vnd.ms-powerpoint.presentation.macroenabled.12']),
  ...office('open-document', [`${ODF}text`, `${ODF}text-template`, `${ODF}spreadsheet`, `${ODF}presentation`]),
  ['application/rtf', rtfText],
  ['text/rtf', rtfText],
  ['application/msword', oldWordText],
  ['text/html', htmlText],
  ['application/xhtml+xml', htmlText],
  ['message/rfc822', mailText],
  ['application/vnd.ms-outlook', mailText],
  ['application/json', plainText],
  ['application/xml', plainText],
]);

/** @throws PaperError where it cannot be read */
export function readText(bytes: Bytes, task: PaperTask): Promise<PaperText> {
  const type = essenceOf(task.mediaType);
  const reader = READERS.get(type) ?? (type.startsWith('text/') ? plainText : undefined);
  if (reader === undefined) throw new PaperError('format');
  return reader(bytes, task);
}

/** @throws PaperError where it cannot be read */
export async function readMail(bytes: Bytes, task: PaperTask): Promise<Mail> {
  const type = essenceOf(task.mediaType);
  if (type === 'message/rfc822') return mimeMail(await wholeOf(bytes, task), task.limits);
  if (type === 'application/vnd.ms-outlook') return outlookMail(await wholeOf(bytes, task), task.limits);
  throw new PaperError('format');
}

/** A mail as one page; what is attached is a paper of its own, of which its name is found here. */
async function mailText(bytes: Bytes, task: PaperTask): Promise<PaperText> {
  const mail = await readMail(bytes, task);
  const pages = makePages(task.limits, task.firstPages);
  const people = [mail.from, ...mail.to, ...mail.cc].flatMap((each) =>
    each === null ? [] : [`${each.name} <${each.address}>`],
  );
  pages.say({ title: mail.subject });
  const names = mail.attachments.map(({ name }) => name);
  pages.add([mail.subject, people.join('\n'), mail.text, names.join('\n')].join('\n\n'));
  return pages.made();
}

function office(kind: OfficeKind, types: readonly string[]): readonly (readonly [string, TextReader])[] {
  return types.map((type) => [type, (bytes, task) => officeText(bytes, kind, task)]);
}
