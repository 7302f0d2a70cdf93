// What a file leaves with: whatever its type and name, no browser runs it, and its name arrives.
import { expect, test } from 'vitest';
import { KINDS } from './kinds.ts';
import { mayShow, servingHeaders } from './serving-headers.ts';

const SHOWN = ['pdf', 'jpeg', 'png', 'gif', 'webp', 'avif', 'text', 'csv', 'json'];

test.each(Object.entries(KINDS))('%s is shown only where it cannot act', (kind, { mediaType }) => {
  expect(mayShow(mediaType)).toBe(SHOWN.includes(kind));
  expect(servingHeaders(mediaType, 'a', { use: 'save' })['content-disposition']).toMatch(/^attachment; /);
  const shown = servingHeaders(mediaType, 'a', { use: 'show' })['content-disposition'];
  expect(shown?.startsWith('inline; ')).toBe(SHOWN.includes(kind));
});

test.each(['text/html', 'image/svg+xml', 'application/xml', 'application/zip', 'text/javascript', 'x', ''])(
  '%j leaves as bytes without a type',
  (mediaType) => {
    const headers = servingHeaders(mediaType, 'a.html', { use: 'show' });
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toMatch(/^attachment; /);
  },
);

test('every file leaves with a policy under which nothing acts, and stays in no cache', () => {
  const headers = servingHeaders('application/pdf', 'a.pdf', { use: 'show' });
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'private, no-store',
  });
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
  );
});

// The examples of RFC 6266 (5) and RFC 8187 (3.2.3), and what would break out of the field.
test.each([
  ['EURO rates.txt', `attachment; filename="EURO rates.txt"; filename*=UTF-8''EURO%20rates.txt`],
  ['€ rates.pdf', `attachment; filename="_ rates.pdf"; filename*=UTF-8''%E2%82%AC%20rates.pdf`],
  ['Beschwerde über.pdf', `attachment; filename="Beschwerde uber.pdf"; filename*=UTF-8''Beschwerde%20%C3%BCber.pdf`],
  ['不服.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E4%B8%8D%E6%9C%8D.pdf`],
  ['a"; x=".html', `attachment; filename="a__ x=_.html"; filename*=UTF-8''a%22%3B%20x%3D%22.html`],
  ['a\r\nSet-Cookie: x', `attachment; filename="a__Set-Cookie: x"; filename*=UTF-8''a__Set-Cookie%3A%20x`],
  ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
  ['a\u202etxt.exe', `attachment; filename="a_txt.exe"; filename*=UTF-8''a_txt.exe`],
  ['\ud800', `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
  ['', `attachment; filename="file"; filename*=UTF-8''file`],
])('the name %j arrives well-formed', (name, disposition) => {
  expect(servingHeaders('text/plain', name)['content-disposition']).toBe(disposition);
});
