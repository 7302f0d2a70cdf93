// Fields of Word, in whatever file they lie: those that ask other programs, fetch from elsewhere, or spell such a word in
// numbers so that nobody sees it.
import { refuse } from './refusals.ts';

/** @param text all field codes of a part, joined as they follow each other; a word may be cut into several pieces */
export function refuseFields(text: string): void {
  // oxlint-disable-next-line no-control-regex -- the marks of fields are controls
  const tight = text.replace(/[\s"{}\u0013-\u0015]/g, '').toUpperCase();
  if (/DDEAUTO|(^|[^A-Z])DDE[^A-Z]/.test(` ${text.toUpperCase()} `) || tight.includes('DDEAUTO'))
    refuse('data-exchange');
  if (/(^|[^A-Z])DDE(?=[^A-Z]|CMD|C:|WINWORD|EXCEL|MSEXCEL|POWERSHELL|SHELL)/.test(tight)) refuse('data-exchange');
  if (/QUOTE\s*(\d{2,3}\s+){3,}/i.test(text)) refuse('data-exchange');
  if (/MACROBUTTON|GOTOBUTTON\s+\S*!/i.test(text)) refuse('macros');
  if (/INCLUDE(TEXT|PICTURE)?\s+"?\s*(https?:|ftp:|file:|\\\\|\/\/)/i.test(text)) refuse('outside-link');
  if (/\b(LINK|DATABASE|RD|AUTOTEXTLIST\s+\\s)\s+(?:\S+\s+)?"?(https?:|file:|\\\\|[A-Z]:)/i.test(text))
    refuse('outside-link');
}
