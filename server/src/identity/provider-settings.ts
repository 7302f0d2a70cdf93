// What an operator says of identity providers, read from the text of one file, with everything that is wrong at once.

export interface ProviderSettings {
  /** Slug of the agency whose people it knows. */
  readonly agency: string;
  /** On the button. */
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client, which proves itself by PKCE alone. */
  readonly clientSecret: string | null;
  readonly scope: string;
  /** The claim that names a person for good. */
  readonly subjectClaim: string;
  /** `directory`: only whom SCIM brought. `first-sign-in`: whoever the provider knows, without any rights at first. */
  readonly provisioning: 'directory' | 'first-sign-in';
  readonly secondFactor: SecondFactorSettings;
}

/** By which claims a second factor is proven, and which roles are held only with one. */
export interface SecondFactorSettings {
  readonly roles: readonly string[];
  readonly acr: readonly string[];
  readonly amr: readonly string[];
}

export type SettingsResult =
  | { readonly providers: readonly ProviderSettings[] }
  | { readonly problems: readonly string[] };

/** @param readSecret the text of a file with a secret; throws when it cannot be read */
export function readProviderSettings(text: string, readSecret: (path: string) => string): SettingsResult {
  const problems: string[] = [];
  const file = parse(text);
  if (file === null || !Array.isArray(file['providers']))
    return { problems: ['is not a JSON object with a list "providers".'] };
  const entries: readonly unknown[] = file['providers'];
  const providers = entries.map((entry, index) => {
    const say = (sentence: string): void => void problems.push(`providers[${index}]: ${sentence}`);
    return readProvider(isRecord(entry) ? entry : {}, say, readSecret);
  });
  const slugs = providers.map(({ agency }) => agency);
  if (new Set(slugs).size < slugs.length) problems.push('names an agency twice; each has one provider.');
  return problems.length > 0 ? { problems } : { providers };
}

type Fields = Readonly<Record<string, unknown>>;
type Say = (sentence: string) => void;

const KNOWN = [
  ...['agency', 'title', 'issuer', 'clientId', 'clientSecretFile', 'scope', 'subjectClaim', 'provisioning'],
  'secondFactor',
];

function readProvider(fields: Fields, say: Say, readSecret: (path: string) => string): ProviderSettings {
  refuseUnknown(fields, KNOWN, say);
  const agency = text(fields, 'agency', say);
  const issuer = text(fields, 'issuer', say);
  if (issuer !== '' && !isIssuer(issuer))
    say('issuer must be an https address; http is allowed only for a provider on this machine.');
  const provisioning = text({ provisioning: 'directory', ...fields }, 'provisioning', say);
  if (provisioning !== 'directory' && provisioning !== 'first-sign-in')
    say('provisioning must be "directory" or "first-sign-in".');
  const scope = text({ scope: 'openid profile', ...fields }, 'scope', say);
  if (!scope.split(' ').includes('openid')) say('scope must contain "openid".');
  return {
    agency,
    title: text({ title: agency, ...fields }, 'title', say),
    issuer,
    clientId: text(fields, 'clientId', say),
    clientSecret: secretOf(fields['clientSecretFile'], say, readSecret),
    scope,
    subjectClaim: text({ subjectClaim: 'sub', ...fields }, 'subjectClaim', say),
    provisioning: provisioning === 'first-sign-in' ? provisioning : 'directory',
    secondFactor: readSecondFactor(fields['secondFactor'], say),
  };
}

function readSecondFactor(value: unknown, say: Say): SecondFactorSettings {
  if (value === undefined) return { roles: [], acr: [], amr: [] };
  if (!isRecord(value)) {
    say('secondFactor must be an object.');
    return { roles: [], acr: [], amr: [] };
  }
  refuseUnknown(value, ['roles', 'acr', 'amr'], say);
  const settings = { roles: texts(value, 'roles', say), acr: texts(value, 'acr', say), amr: texts(value, 'amr', say) };
  if (settings.roles.length > 0 && settings.acr.length + settings.amr.length === 0)
    say('secondFactor needs "acr" or "amr", or nobody could hold these roles.');
  return settings;
}

function secretOf(path: unknown, say: Say, readSecret: (path: string) => string): string | null {
  if (path === undefined) return null;
  if (typeof path !== 'string') {
    say('clientSecretFile must be a path.');
    return null;
  }
  try {
    const secret = readSecret(path).trim();
    if (secret === '') say('clientSecretFile is empty.');
    return secret;
  } catch {
    say('clientSecretFile cannot be read.');
    return null;
  }
}

/** A misspelt setting must not be taken for one that was left out: it may be the one that requires a second factor. */
function refuseUnknown(fields: Fields, known: readonly string[], say: Say): void {
  for (const name of Object.keys(fields)) if (!known.includes(name)) say(`"${name}" is not known.`);
}

function text(fields: Fields, name: string, say: Say): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  say(`${name} must be a text.`);
  return '';
}

function texts(fields: Fields, name: string, say: Say): readonly string[] {
  const value = fields[name] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  say(`secondFactor.${name} must be a list of texts.`);
  return [];
}

function isIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

function parse(source: string): Fields | null {
  try {
    const value: unknown = JSON.parse(source);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
