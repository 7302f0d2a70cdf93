// Where mail that is sent to us comes in, and whose each address is, as the environment says it.

export interface InboundMailSettings {
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly {
    /** In small letters. */
    readonly address: string;
    /** Slug. */
    readonly agency: string;
    readonly queue: string;
  }[];
}

/**
 * @param place `127.0.0.1:2525`
 * @param addresses `desk@town.example=town/desk`, with commas between
 * @returns the settings, or what is wrong, as the end of a sentence that begins with the variable's name
 */
export function parseInboundMail(place: string, addresses: string): InboundMailSettings | string {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:]+)\]|([\w.-]+)):(\d{1,5})$/.exec(place) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port > 65_535) return 'is not a host and a port, such as 127.0.0.1:2525.';
  const each = addresses.split(',').flatMap((text) => (text.trim() === '' ? [] : [ADDRESS.exec(text.trim())]));
  if (each.length === 0) return 'needs CASEWRIGHT_SMTP_IN_ADDRESSES beside it, such as desk@town.example=town/desk.';
  const known = each.flatMap((found) => {
    const [, address, agency, queue] = found ?? [];
    return address === undefined || agency === undefined || queue === undefined
      ? []
      : [{ address: address.toLowerCase(), agency, queue }];
  });
  if (known.length !== each.length)
    return 'has addresses beside it that are not of the form desk@town.example=town/desk, with commas between.';
  if (new Set(known.map(({ address }) => address)).size !== known.length) return 'has an address beside it twice.';
  return { host, port, addresses: known };
}

const ADDRESS = /^([^\s@=,]{1,64}@[^\s@=,]{1,255})=([a-z][a-z0-9-]{0,62})\/([^\s/,]{1,64})$/;
