// With which headers a kept file leaves the server: as something to be saved, or as data for our own viewer, and never as a
// page that acts. What a browser would make of a file is not asked; it is told.
import { wellFormed } from './file-name.ts';
import { KINDS, type KindOfFile } from './kinds.ts';

/** What our own viewer may show, as data that it draws itself. Never HTML, SVG or XML: a browser would run them. */
const SHOWN: ReadonlySet<string> = new Set(
  (['pdf', 'jpeg', 'png', 'gif', 'webp', 'avif', 'text', 'csv', 'json'] as const).map((kind) => KINDS[kind].mediaType),
);
/** Sent under another name, so that no browser and no program takes them for a page. */
const UNNAMED: ReadonlySet<string> = new Set(
  (['html', 'svg', 'xml', 'zip'] as const).map((kind) => KINDS[kind].mediaType),
);
const KNOWN: ReadonlySet<string> = new Set(Object.values(KINDS).map(({ mediaType }: KindOfFile) => mediaType));

/** No script, no form, no window, no origin of its own: what is sent can do nothing, even where it is opened by itself. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** Whether our viewer may show a file of this type; anything else is only downloaded. */
export function mayShow(mediaType: string): boolean {
  return SHOWN.has(mediaType);
}

export interface ServingPlace {
  /** `show` for our viewer, which fetches it as data; ignored where the type may not be shown. */
  readonly use: 'show' | 'save';
}

/**
 * @param mediaType as the gate found it; an unknown one is sent as bytes
 * @param name the safe name; whatever it holds, the headers are well-formed (RFC 6266, RFC 8187)
 * @returns headers in lower case
 */
export function servingHeaders(
  mediaType: string,
  name: string,
  { use }: ServingPlace = { use: 'save' },
): Readonly<Record<string, string>> {
  const inline = use === 'show' && mayShow(mediaType);
  const plain = UNNAMED.has(mediaType) || !KNOWN.has(mediaType) ? 'application/octet-stream' : mediaType;
  // The text is kept in the encoding it came in; the viewer is told by the document, and a saved file has no header.
  const type = plain.startsWith('text/') ? `${plain}; charset=utf-8` : plain;
  return {
    'content-type': type,
    'content-disposition': disposition(inline ? 'inline' : 'attachment', name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': POLICY,
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'x-download-options': 'noopen',
    'x-permitted-cross-domain-policies': 'none',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    // Who may read it is asked each time, and nothing of it stays in a cache of a shared machine.
    'cache-control': 'private, no-store',
  };
}

/** The name twice: in letters that every program reads, and in all letters for those that can. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const clean =
    wellFormed(name)
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, '_')
      .slice(0, 300) || 'file';
  const ascii = clean
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%;]/g, '_');
  const full = encodeURIComponent(clean).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${full}`;
}
