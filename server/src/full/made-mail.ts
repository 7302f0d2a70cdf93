// Messages as they lie in files: a head, a body, attachments in the encodings of MIME; for the proofs of the gate.

export interface MadeAttached {
  readonly name: string;
  readonly data: Buffer | string;
  readonly type?: string;
  readonly encoding?: 'base64' | '7bit' | 'quoted-printable';
}

export interface MadeMail {
  readonly html?: string;
  /** Further lines of the head. */
  readonly head?: string;
  readonly boundary?: string;
  readonly raw?: string;
}

const HEAD =
  'From: A Person <a@example.org>\r\nTo: office@example.org\r\nSubject: My case\r\nDate: Mon, 23 Nov 2026 08:00:00 +0000\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n';

export function makeMail(
  attached: readonly MadeAttached[] = [],
  { html, head = '', boundary = 'mark-1', raw = '' }: MadeMail = {},
): Buffer {
  const parts = [part('text/plain; charset=utf-8', 'Good day, here is my letter.\r\n')];
  if (html !== undefined) parts.push(part('text/html; charset=utf-8', html));
  for (const { name, data, type = 'application/octet-stream', encoding = 'base64' } of attached) {
    const bytes = Buffer.from(data as string); // A string or a buffer; both make a buffer.
    const fields = `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
    parts.push(Buffer.concat([Buffer.from(fields), encoded(bytes, encoding), Buffer.from('\r\n')]));
  }
  const lines = parts.flatMap((each) => [Buffer.from(`--${boundary}\r\n`), each]);
  return Buffer.concat([
    Buffer.from(`${HEAD}${head}Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`),
    ...lines,
    Buffer.from(`${raw}--${boundary}--\r\n`),
  ]);
}

function part(type: string, text: string): Buffer {
  return Buffer.from(`Content-Type: ${type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n`);
}

function encoded(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from((bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n'));
  if (encoding === '7bit') return bytes;
  const quoted = [...bytes].map((byte) =>
    byte > 32 && byte < 127 && byte !== 61
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return Buffer.from(quoted.join('').replace(/(.{60}[^=]{0,3})/g, '$1=\r\n'));
}
