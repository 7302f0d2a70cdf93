// Where mail is handed over and from whom it comes, as the installation says. It looks at nothing but the texts it is given.

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `always` from the first byte, `upgrade` by STARTTLS before anything is said, `never` on a wire of one's own. */
  readonly tls: 'always' | 'upgrade' | 'never';
  readonly login: { readonly user: string; readonly password: string } | null;
  /** Addresses by the short name of the agency. An agency without one sends no mail. */
  readonly from: ReadonlyMap<string, string>;
}

const EMAIL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,250}$/;

/**
 * @param address `smtps://user:password@host:465`, or `smtp://…`, which upgrades to TLS or fails; `?tls=never` leaves it out
 * @param from `agency=address`, with commas between
 * @returns the settings, or what is wrong, as the end of a sentence that begins with the variable's name
 */
export function parseMailSettings(address: string, from: string): MailSettings | string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '')
    return 'is not an address of the form smtps://user:password@host:465.';
  const tls = url.searchParams.get('tls');
  if (tls !== null && (tls !== 'never' || url.protocol === 'smtps:'))
    return 'may say ?tls=never with smtp:// and nothing else; without it the line is encrypted.';
  const senders = new Map<string, string>();
  for (const part of from.split(',').filter((one) => one.trim() !== '')) {
    const [agency = '', email = ''] = part.split('=').map((one) => one.trim());
    if (agency === '' || !EMAIL.test(email))
      return 'needs CASEWRIGHT_MAIL_FROM beside it: agency=address, with commas between.';
    senders.set(agency, email);
  }
  if (senders.size === 0) return 'needs CASEWRIGHT_MAIL_FROM beside it: agency=address, with commas between.';
  return {
    ...{ host: url.hostname, port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)) },
    tls: url.protocol === 'smtps:' ? 'always' : tls === 'never' ? 'never' : 'upgrade',
    login:
      url.username === ''
        ? null
        : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
    from: senders,
  };
}
