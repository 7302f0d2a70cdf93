// Every refusal and warning of the gate: a stable code, and one plain sentence that says what to do. Codes are a contract:
// they are kept with what was rejected. Sentences say nothing of what a file holds, nor whose it is.

export const REFUSALS = {
  empty: 'The file is empty. Look whether the right file was chosen, and upload it again.',
  'too-large': 'The file is larger than this installation takes. Split it, or make a smaller copy.',
  'unknown-type':
    'Files of this kind are not taken. Save it as PDF, picture, plain text or a usual office file, and upload that.',
  'not-a-document': 'This is a program or can run as one. Programs are not taken; upload the document itself.',
  'disk-image': 'Images of disks are not taken. Upload the files that are on it.',
  'other-archive': 'Only ZIP archives are taken. Unpack this one, and upload its files or a ZIP of them.',
  truncated: 'The file ends too early, as if it was not copied whole. Copy it again from where it is, and upload that.',
  broken: 'The file is damaged and cannot be read safely. Open it, save a new copy, and upload that.',
  'two-in-one': 'There is more in this file than it says it is. Open it, save or export a new copy, and upload that.',
  'hidden-content': 'There is a page or a program hidden in this file. Export a new copy of it, and upload that.',
  'name-contradicts-content':
    'The ending of the name says one kind of file and its content is another. Give it the right ending, and upload it again.',
  'name-of-a-program': 'The name ends like that of a program. If it is a document, give it the right ending first.',
  'name-not-usable':
    'A file in this archive has a name that is not safe. Rename the files, and make the archive again.',
  'too-many-files': 'There are too many files in this file. Split it into smaller ones.',
  'too-deep': 'There are files within files within files. Unpack them, and upload the ones that matter.',
  'too-much-inside': 'Unpacked, this file is far larger than it looks. Upload what it holds by itself.',
  'archive-mismatch': 'The list of this archive and what is in it do not agree. Make the archive again from its files.',
  'archive-link': 'There is a link or a special file in this archive. Make it again from the files themselves.',
  'password-protected':
    'The file is protected by a password or by rights. Save a copy without protection, and upload that.',
  macros: 'There are macros in this file. Save a copy without macros, or as PDF, and upload that.',
  'embedded-object':
    'There are other files embedded in this file. Save a copy without them, and upload each by itself.',
  'active-control': 'There are active controls in this file. Save it as PDF, and upload that.',
  'outside-link':
    'Opening this file would fetch or run something from elsewhere. Break its links, or save it as PDF, and upload that.',
  'data-exchange':
    'There are fields in this file that run other programs. Remove them, or save it as PDF, and upload that.',
  'form-script': 'There are scripts or actions in this PDF. Print it to a new PDF, and upload that.',
  'dynamic-form': 'This is a form that changes itself (XFA). Print it to a new PDF, and upload that.',
  'active-markup': 'There are scripts in this page or drawing. Print it to PDF, and upload that.',
  entities:
    'This file defines words of its own that grow or fetch when read. Save it without a DOCTYPE, and upload that.',
  'too-many-pixels':
    'The picture says that it is larger than any screen or scanner makes. Save it smaller, and upload that.',
  'not-text':
    'This looks like text and holds characters that no text has. Save it again as UTF-8 text, and upload that.',
  'odd-encoding': 'The encoding of this text cannot be told for sure. Save it again as UTF-8, and upload that.',
  malware: 'The virus scanner found something in this file. It was not kept. Tell your security officer.',
  'scanner-unavailable':
    'The virus scanner does not answer, so the file cannot be taken now. Try again in a few minutes.',
  'scanner-limit':
    'The file is larger than the virus scanner takes. Split it, or ask your operator to raise its limit.',
  'took-too-long': 'Looking through this file took too long. Save a simpler copy, such as a PDF, and upload that.',
  'read-too-slowly':
    'The file could not be read fast enough here, which says nothing of the file. Try again in a minute.',
} as const satisfies Readonly<Record<string, string>>;

export type RefusalCode = keyof typeof REFUSALS;

export const WARNINGS = {
  'name-changed': 'The name had characters that are not safe in a name; they were replaced.',
  'ending-changed': 'The ending of the name did not fit the content; the right one is used when it is downloaded.',
  'outside-pictures': 'This page or message asks for pictures from elsewhere; they are not fetched here.',
  'links-to-workbooks':
    'This workbook refers to other workbooks. What they say may be missing when it is opened elsewhere.',
  formulas: 'Cells of this table begin like formulas. Open it as text, or be careful in a spreadsheet program.',
  'text-direction': 'There are invisible marks in this text that change the order in which it is shown.',
  'old-encoding': 'The text is not UTF-8; it is read as Windows-1252.',
  'only-downloaded': 'Files of this kind are only downloaded, never shown here.',
} as const satisfies Readonly<Record<string, string>>;

export type WarningCode = keyof typeof WARNINGS;

/** Thrown within the room as soon as something speaks against a file; `judgeFile` turns it into a verdict. */
export class Refused extends Error {
  readonly code: RefusalCode;
  /** Seconds after which it is worth trying again; null where it never is. */
  readonly retryAfterS: number | null;

  constructor(code: RefusalCode, retryAfterS: number | null = null) {
    super(code);
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}

export function refuse(code: RefusalCode): never {
  throw new Refused(code);
}
