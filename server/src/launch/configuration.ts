// Reads the configuration of a server or a command from the environment, and finds everything wrong with it at once.
// It looks at nothing but the texts it is given.
import { type InboundMailSettings, parseInboundMail } from './inbound-mail.ts';
import { type MailSettings, parseMailSettings } from './mail-settings.ts';
import type { PostgresConnection } from './postgres-connection.ts';

/** Where to listen, where data lives, and which database to use. */
export interface Configuration {
  readonly host: string;
  /** 0 lets the system choose a free one. */
  readonly port: number;
  readonly dataFolder: string;
  /** The owner's way to a PostgreSQL that somebody else runs; null for the embedded one. */
  readonly database: PostgresConnection | null;
  /** The application's way to it where it differs, e.g. through a connection pooler. */
  readonly applicationDatabase: PostgresConnection | null;
  /** True where personas may sign in without proving who they are. */
  readonly demonstration: boolean;
  /** True where everybody may have what was published, without signing in. */
  readonly openData: boolean;
  /** A folder with kinds of case of somebody's own, which the demonstration has as well; null for none. */
  readonly caseTypesFolder: string | null;
  /** The language of the screens for who chose none and whose browser asks for none that there is, perhaps with a region: `en-AU`. */
  readonly language: string;
  /** The address that people use where a proxy stands in front, e.g. `https://cases.example`. */
  readonly publicOrigin: string | null;
  /** A folder elsewhere in which every checkpoint is kept, with what it covers; null for none. */
  readonly witnessFolder: string | null;
  /** Others who witness our logs: where they are, and the key they sign with. */
  readonly witnesses: readonly RemoteWitness[];
  /** Keys of the logs of others that we are a witness of. */
  readonly witnessFor: readonly string[];
  /** Where the list of destructions is kept; null: in the data folder. */
  readonly destructionFolder: string | null;
  /** Where the keys of backups are kept; null: in the data folder. */
  readonly backupKeyFolder: string | null;
  /** The program that wraps agency keys outside this process, by its whole path; null: files of the data folder do. */
  readonly keyProgram: string | null;
  /** The whole path of tesseract, which reads the text of pictures; null: nothing does. */
  readonly tesseract: string | null;
  /** As tesseract names them, with `+` between. */
  readonly tesseractLanguages: string;
  /** Where files are kept on a disk; null: in the data folder. */
  readonly filesFolder: string | null;
  /** The bucket of a store that speaks S3, in which files are kept instead; null for none. */
  readonly s3: S3Place | null;
  /** The largest file, in megabytes. */
  readonly fileMegabytes: number;
  /** The socket or the address of ClamAV's daemon; null: files are not looked at for malware. */
  readonly clamav: string | null;
  /** The file that says by which providers people sign in; null: by none. */
  readonly identityFile: string | null;
  /** Where mail is handed over, and from whom it comes; null: letters by mail wait. */
  readonly mail: MailSettings | null;
  /** Where letters on paper are put when somebody of the mail room asks for them; null: only the command line prints. */
  readonly printFolder: string | null;
  /** Where mail that is sent to us comes in; null: none does. */
  readonly inboundMail: InboundMailSettings | null;
  /** Hours after which everybody signs in again. */
  readonly sessionHours: number;
  /** Minutes for which a session may be left alone. */
  readonly idleMinutes: number;
}

/** A bucket; access keys are found in the environment as that of Amazon's tools is. */
export interface S3Place {
  readonly bucket: string;
  /** Null: that of the region at Amazon. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Before each key: empty, or ending with a slash. */
  readonly prefix: string;
}

/** Somebody on the network who witnesses our logs. */
export interface RemoteWitness {
  readonly address: string;
  /** As C2SP's signed-note writes it: `name+id+key`. */
  readonly key: string;
}

export type ConfigurationResult = { readonly configuration: Configuration } | { readonly problems: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** The role as which the application works; the first migration makes it. */
const applicationRole = 'casewright_app';

/**
 * @param environment PORT (8080), HOST (127.0.0.1), CASEWRIGHT_DATA (.data), DATABASE_URL, DATABASE_APP_URL,
 *   CASEWRIGHT_DEMO (0 or 1), CASEWRIGHT_OPEN_DATA (0 or 1), CASEWRIGHT_CASE_TYPES, CASEWRIGHT_LANGUAGE (en), CASEWRIGHT_PUBLIC_ORIGIN, CASEWRIGHT_WITNESS_FOLDER,
 *   CASEWRIGHT_WITNESSES (`<address> <key>`, with commas between), CASEWRIGHT_WITNESS_FOR (keys, with commas between),
 *   CASEWRIGHT_FILES, CASEWRIGHT_FILE_MEGABYTES (2048), CASEWRIGHT_CLAMAV, CASEWRIGHT_S3_BUCKET, CASEWRIGHT_S3_ENDPOINT, CASEWRIGHT_S3_REGION,
 *   CASEWRIGHT_S3_PREFIX (casewright/), CASEWRIGHT_DESTRUCTIONS, CASEWRIGHT_BACKUP_KEYS, CASEWRIGHT_KEY_PROGRAM, CASEWRIGHT_TESSERACT,
 *   CASEWRIGHT_TESSERACT_LANGUAGES (eng), CASEWRIGHT_IDENTITY, CASEWRIGHT_SMTP, CASEWRIGHT_MAIL_FROM,
 *   CASEWRIGHT_SMTP_IN, CASEWRIGHT_SMTP_IN_ADDRESSES (`<address>=<agency>/<queue>`, with commas between),
 *   CASEWRIGHT_SESSION_HOURS (12), CASEWRIGHT_IDLE_MINUTES (60); the empty text counts as absent
 * @returns the configuration, or a sentence for each value that cannot be used
 */
export function readConfiguration(environment: Environment): ConfigurationResult {
  const problems: string[] = [];
  const read = <T>(name: string, absent: T, parse: (text: string) => T | string): T => {
    const text = environment[name];
    if (text === undefined || text === '') return absent;
    const value = parse(text);
    // Parsers answer a string only to say what is wrong; those whose value is a text wrap it.
    if (typeof value !== 'string') return value;
    problems.push(`${name} ${value}`);
    return absent;
  };
  const configuration: Configuration = {
    host: read('HOST', { text: '127.0.0.1' }, parseHost).text,
    port: read('PORT', 8080, parsePort),
    dataFolder: environment['CASEWRIGHT_DATA'] || '.data',
    database: read('DATABASE_URL', null, parseDatabaseUrl),
    applicationDatabase: read('DATABASE_APP_URL', null, parseApplicationUrl),
    demonstration: read('CASEWRIGHT_DEMO', false, parseSwitch),
    openData: read('CASEWRIGHT_OPEN_DATA', false, parseSwitch),
    language: read('CASEWRIGHT_LANGUAGE', { tag: 'en' }, parseLanguage).tag,
    publicOrigin: read('CASEWRIGHT_PUBLIC_ORIGIN', { text: null }, parseOrigin).text,
    witnessFolder: environment['CASEWRIGHT_WITNESS_FOLDER'] || null,
    witnesses: read('CASEWRIGHT_WITNESSES', { list: [] }, parseWitnesses).list,
    witnessFor: read('CASEWRIGHT_WITNESS_FOR', { list: [] }, parseKeys).list,
    destructionFolder: environment['CASEWRIGHT_DESTRUCTIONS'] || null,
    backupKeyFolder: environment['CASEWRIGHT_BACKUP_KEYS'] || null,
    keyProgram: environment['CASEWRIGHT_KEY_PROGRAM'] || null,
    tesseract: read('CASEWRIGHT_TESSERACT', { path: null }, parseProgramPath).path,
    tesseractLanguages: read('CASEWRIGHT_TESSERACT_LANGUAGES', { languages: 'eng' }, parseLanguages).languages,
    ...foldersIn(environment),
    s3: readS3(environment, read),
    fileMegabytes: read('CASEWRIGHT_FILE_MEGABYTES', 2048, (text) => parseWhole(text, MOST_MEGABYTES)),
    clamav: environment['CASEWRIGHT_CLAMAV'] || null,
    identityFile: environment['CASEWRIGHT_IDENTITY'] || null,
    mail: read('CASEWRIGHT_SMTP', null, (text) => parseMailSettings(text, environment['CASEWRIGHT_MAIL_FROM'] ?? '')),
    inboundMail: read('CASEWRIGHT_SMTP_IN', null, (text) =>
      parseInboundMail(text, environment['CASEWRIGHT_SMTP_IN_ADDRESSES'] ?? ''),
    ),
    sessionHours: read('CASEWRIGHT_SESSION_HOURS', 12, (text) => parseWhole(text, 24)),
    idleMinutes: read('CASEWRIGHT_IDLE_MINUTES', 60, (text) => parseWhole(text, 720)),
  };
  if (configuration.identityFile !== null && configuration.demonstration) {
    problems.push(
      'CASEWRIGHT_DEMO lets anybody sign in as anybody, so it cannot be 1 beside CASEWRIGHT_IDENTITY; set one of the two.',
    );
  }
  if (configuration.caseTypesFolder !== null && !configuration.demonstration)
    problems.push('CASEWRIGHT_CASE_TYPES is for trying case types out, so it needs CASEWRIGHT_DEMO=1 beside it.');
  if (configuration.identityFile !== null && configuration.publicOrigin === null) {
    problems.push(
      'CASEWRIGHT_IDENTITY needs CASEWRIGHT_PUBLIC_ORIGIN beside it: providers send people back to that address.',
    );
  }
  if (configuration.applicationDatabase !== null && configuration.database === null) {
    problems.push(
      'DATABASE_APP_URL needs DATABASE_URL beside it: the owner of the database brings its schema up to date.',
    );
  }
  return problems.length > 0 ? { problems } : { configuration };
}

/**
 * Reads a connection URL as libpq writes it: `postgresql://user:password@host:port/database?sslmode=…`. For a Unix
 * socket the host is the folder, percent-encoded, or given as `?host=/folder`.
 * @returns the connection, or what is wrong, as the end of a sentence that begins with the variable's name
 */
export function parseDatabaseUrl(text: string): PostgresConnection | string {
  // With a login but no host (`user@/database?host=…`) the text is no URL to the standard, though libpq reads it.
  const url = parseUrl(text.replace(/@\//, '@localhost/'));
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    return 'is not an address of the form postgresql://user:password@host:5432/database.';
  }
  const known = ['host', 'port', 'sslmode'];
  const unknown = [...url.searchParams.keys()].filter((key) => !known.includes(key));
  if (unknown.length > 0)
    return `has the parameter ${unknown.join(', ')}, which is not supported; it may have ${known.join(', ')}.`;
  const ssl = parseSslMode(url.searchParams.get('sslmode') ?? 'disable');
  if (ssl === null)
    return `has the sslmode "${url.searchParams.get('sslmode')}"; it may be disable, require or verify-full.`;
  const port = Number(url.searchParams.get('port') ?? (url.port || '5432'));
  if (!Number.isInteger(port) || port < 1 || port > 65535) return 'has a port that is not a number from 1 to 65535.';
  const user = decodeURIComponent(url.username);
  if (user === '') return 'names no user.';
  const host =
    url.searchParams.get('host') ?? (decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '') || 'localhost');
  return {
    host,
    port,
    user,
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || user,
    ...(ssl === false || ssl === undefined ? {} : { ssl }),
  };
}

function parseProgramPath(text: string): { readonly path: string | null } | string {
  return text.startsWith('/') ? { path: text } : 'is not a whole path, such as /usr/bin/tesseract.';
}

function parseLanguages(text: string): { readonly languages: string } | string {
  return /^[A-Za-z_]{2,20}(\+[A-Za-z_]{2,20}){0,9}$/.test(text)
    ? { languages: text }
    : 'is not what tesseract calls languages, such as eng or eng+nld.';
}

function parseApplicationUrl(text: string): PostgresConnection | string {
  const connection = parseDatabaseUrl(text);
  if (typeof connection === 'string' || connection.user === applicationRole) return connection;
  return `names the user ${connection.user}; the application works as ${applicationRole}, whose rights the migrations set.`;
}

/** `require` encrypts and trusts any certificate, as libpq does; `verify-full` also checks the certificate and the name. */
function parseSslMode(mode: string): PostgresConnection['ssl'] | null {
  if (mode === 'disable') return false;
  if (mode === 'require') return { rejectUnauthorized: false };
  return mode === 'verify-full' ? { rejectUnauthorized: true } : null;
}

function parsePort(text: string): number | string {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65535 ? port : `is "${text}"; it must be a number from 0 to 65535.`;
}

function parseWhole(text: string, most: number): number | string {
  const number = Number(text);
  return /^\d{1,6}$/.test(text) && number >= 1 && number <= most
    ? number
    : `is "${text}"; it must be a number from 1 to ${most}.`;
}

/** Beyond that a store of objects cannot copy a file at once. */
const MOST_MEGABYTES = 4_700;

type Read = <T>(name: string, absent: T, parse: (text: string) => T | string) => T;

function readS3(environment: Environment, read: Read): S3Place | null {
  const { bucket } = read('CASEWRIGHT_S3_BUCKET', { bucket: '' }, (text) =>
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text)
      ? { bucket: text }
      : `is "${text}"; it must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens.`,
  );
  const endpoint = read('CASEWRIGHT_S3_ENDPOINT', { text: null }, parseOrigin).text;
  const { prefix } = read('CASEWRIGHT_S3_PREFIX', { prefix: 'casewright/' }, (text) =>
    /^(?:[A-Za-z0-9_-]+\/){1,8}$/.test(text)
      ? { prefix: text }
      : `is "${text}"; it must be names with a slash after each, e.g. casewright/.`,
  );
  const region = environment['CASEWRIGHT_S3_REGION'] || environment['AWS_REGION'] || 'us-east-1';
  return bucket === '' ? null : { bucket, endpoint, region, prefix };
}

function parseHost(text: string): { text: string } | string {
  return /^[A-Za-z0-9.:-]+$/.test(text)
    ? { text }
    : `is "${text}"; it must be the name or the address of a network interface, e.g. 127.0.0.1.`;
}

function parseLanguage(text: string): { readonly tag: string } | string {
  return /^[a-z]{2,3}(-[A-Z]{2})?$/.test(text)
    ? { tag: text }
    : 'must be a language, perhaps with a region, like fr or en-AU.';
}

function parseSwitch(text: string): boolean | string {
  if (text === '1' || text === 'true') return true;
  return text === '0' || text === 'false' ? false : `is "${text}"; it must be 1 or 0.`;
}

function parseOrigin(text: string): { text: string | null } | string {
  const url = parseUrl(text);
  if (url !== null && ['http:', 'https:'].includes(url.protocol) && url.origin === text) return { text };
  return `is "${text}"; it must be an address without a path, e.g. https://cases.example.`;
}

const verifierKey = /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/;

function parseKeys(text: string): { list: readonly string[] } | string {
  const list = listOf(text);
  const wrong = list.find((key) => !verifierKey.test(key));
  return wrong === undefined
    ? { list }
    : `has "${wrong}", which is not a key; "casewright log-keys" tells those of a log.`;
}

function parseWitnesses(text: string): { list: readonly RemoteWitness[] } | string {
  const list = listOf(text).map((entry) => {
    const [address = '', key = ''] = entry.split(/\s+/);
    return { address, key };
  });
  const wrong = list.find(
    ({ address, key }) => !verifierKey.test(key) || !/^https?:$/.test(parseUrl(address)?.protocol ?? ''),
  );
  return wrong === undefined
    ? { list }
    : `has "${wrong.address}", which is not an address and a key with a space between them.`;
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function foldersIn(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<Configuration, 'caseTypesFolder' | 'filesFolder' | 'printFolder'> {
  return {
    caseTypesFolder: environment['CASEWRIGHT_CASE_TYPES'] || null,
    filesFolder: environment['CASEWRIGHT_FILES'] || null,
    printFolder: environment['CASEWRIGHT_PRINT_FOLDER'] || null,
  };
}
