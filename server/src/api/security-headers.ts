// The headers that every answer carries. Knows nothing of routes; there are no exceptions to it.

/** No inline script, no inline style, nothing from elsewhere, no string ever becomes code. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'report-uri /api/csp-report',
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** Sent as well where the site is reached by https: a year, so that a later plain request is never made. */
export const TRANSPORT_SECURITY = 'max-age=31536000; includeSubDomains';
