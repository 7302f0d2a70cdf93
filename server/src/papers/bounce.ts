// What a mail server says of a mail that it could not deliver: the report of RFC 3464 among the parts of its mail. Knows no other
// kind of answer; what only looks like one is none.
import type { Bounce, BouncedRecipient, MailAttachment } from './mail.ts';
import { identifiersIn } from './mail-bounds.ts';

const RECIPIENTS_MOST = 500;
const REPORT_MOST = 200_000;

/** @param contentType of the mail as a whole */
export function bounceOf(contentType: string, parts: readonly MailAttachment[]): Bounce | null {
  if (!/^\s*multipart\/report\b/i.test(contentType) || !/report-type\s*=\s*"?delivery-status/i.test(contentType))
    return null;
  const report = parts.find(({ mediaType }) => /^message\/(global-)?delivery-status$/.test(mediaType));
  if (report === undefined) return null;
  const recipients = recipientsOf(report.bytes.subarray(0, REPORT_MOST).toString('utf8'));
  if (recipients.length === 0) return null;
  const returned = parts.find(({ mediaType }) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(mediaType),
  );
  const head = returned?.bytes.subarray(0, REPORT_MOST).toString('latin1') ?? '';
  return { recipients, originalMessageId: identifiersIn(fieldsOf(head).get('message-id') ?? '')[0] ?? null };
}

/** After the fields of the message, a group of fields for each recipient, with an empty line before (section 2.1). */
function recipientsOf(report: string): readonly BouncedRecipient[] {
  const groups = report.replaceAll(/\r\n?/g, '\n').split(/\n[ \t]*\n+/);
  return groups
    .map(fieldsOf)
    .filter((fields) => fields.has('final-recipient') || fields.has('original-recipient'))
    .slice(0, RECIPIENTS_MOST)
    .map((fields) => ({
      recipient: addressOf(fields.get('final-recipient') ?? fields.get('original-recipient') ?? ''),
      action: /^[a-z]{1,20}/.exec((fields.get('action') ?? '').trim().toLowerCase())?.[0] ?? 'failed',
      status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? null,
    }));
}

/** `rfc822; somebody@example.org`: the kind of address comes first. */
function addressOf(value: string): string {
  return value
    .slice(value.indexOf(';') + 1)
    .trim()
    .slice(0, 1_000);
}

/** Fields up to the first empty line, by their names in small letters; of two with one name the first. */
export function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const [head = ''] = text.replaceAll(/\r\n?/g, '\n').split('\n\n', 1);
  for (const line of head.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}
