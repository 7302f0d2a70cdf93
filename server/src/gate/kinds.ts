// The kinds of file that a case may keep, and what else is known of each: its media type, the endings of its name, the
// family within which a wrong ending is forgiven. Nothing that is not in this table is ever stored.

export type Family = 'page' | 'picture' | 'office' | 'text' | 'markup' | 'mail' | 'media' | 'archive';

export interface KindOfFile {
  readonly mediaType: string;
  readonly family: Family;
  /** The first is given to a file whose name has none that fits. */
  readonly endings: readonly string[];
  /** As a person would say it, after "This is". */
  readonly words: string;
}

export type Kind = keyof typeof KINDS;

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

export const KINDS = {
  pdf: { mediaType: 'application/pdf', family: 'page', endings: ['pdf'], words: 'a PDF' },
  jpeg: {
    mediaType: 'image/jpeg',
    family: 'picture',
    endings: ['jpg', 'jpeg', 'jpe', 'jfif'],
    words: 'a JPEG picture',
  },
  png: { mediaType: 'image/png', family: 'picture', endings: ['png'], words: 'a PNG picture' },
  gif: { mediaType: 'image/gif', family: 'picture', endings: ['gif'], words: 'a GIF picture' },
  tiff: { mediaType: 'image/tiff', family: 'picture', endings: ['tif', 'tiff'], words: 'a TIFF picture' },
  webp: { mediaType: 'image/webp', family: 'picture', endings: ['webp'], words: 'a WebP picture' },
  bmp: { mediaType: 'image/bmp', family: 'picture', endings: ['bmp', 'dib'], words: 'a BMP picture' },
  heic: { mediaType: 'image/heic', family: 'picture', endings: ['heic', 'heif', 'hif'], words: 'an HEIC picture' },
  avif: { mediaType: 'image/avif', family: 'picture', endings: ['avif'], words: 'an AVIF picture' },
  docx: {
    mediaType: `${OOXML}.wordprocessingml.document`,
    family: 'office',
    endings: ['docx'],
    words: 'a Word document',
  },
  xlsx: { mediaType: `${OOXML}.spreadsheetml.sheet`, family: 'office', endings: ['xlsx'], words: 'an Excel workbook' },
  pptx: {
    mediaType: `${OOXML}.presentationml.presentation`,
    family: 'office',
    endings: ['pptx'],
    words: 'a PowerPoint presentation',
  },
  odt: { mediaType: `${ODF}.text`, family: 'office', endings: ['odt'], words: 'an OpenDocument text' },
  ods: { mediaType: `${ODF}.spreadsheet`, family: 'office', endings: ['ods'], words: 'an OpenDocument spreadsheet' },
  odp: { mediaType: `${ODF}.presentation`, family: 'office', endings: ['odp'], words: 'an OpenDocument presentation' },
  doc: { mediaType: 'application/msword', family: 'office', endings: ['doc'], words: 'an old Word document' },
  xls: { mediaType: 'application/vnd.ms-excel', family: 'office', endings: ['xls'], words: 'an old Excel workbook' },
  ppt: {
    mediaType: 'application/vnd.ms-powerpoint',
    family: 'office',
    endings: ['ppt', 'pps'],
    words: 'an old PowerPoint presentation',
  },
  rtf: { mediaType: 'application/rtf', family: 'office', endings: ['rtf'], words: 'a rich text' },
  text: {
    mediaType: 'text/plain',
    family: 'text',
    endings: ['txt', 'text', 'log', 'md', 'srt', 'vtt', 'ics', 'vcf', 'yaml', 'yml'],
    words: 'a plain text',
  },
  csv: { mediaType: 'text/csv', family: 'text', endings: ['csv', 'tsv', 'tab'], words: 'a table as text' },
  json: { mediaType: 'application/json', family: 'text', endings: ['json', 'geojson'], words: 'JSON data' },
  xml: { mediaType: 'application/xml', family: 'markup', endings: ['xml', 'gml', 'gpx', 'kml'], words: 'XML data' },
  html: { mediaType: 'text/html', family: 'markup', endings: ['html', 'htm', 'xhtml'], words: 'a web page' },
  svg: { mediaType: 'image/svg+xml', family: 'markup', endings: ['svg'], words: 'an SVG drawing' },
  eml: { mediaType: 'message/rfc822', family: 'mail', endings: ['eml'], words: 'an e-mail' },
  msg: { mediaType: 'application/vnd.ms-outlook', family: 'mail', endings: ['msg'], words: 'an Outlook message' },
  mp4: { mediaType: 'video/mp4', family: 'media', endings: ['mp4', 'm4v', '3gp', 'm4a'], words: 'a film or recording' },
  mov: { mediaType: 'video/quicktime', family: 'media', endings: ['mov', 'qt'], words: 'a QuickTime film' },
  wav: { mediaType: 'audio/wav', family: 'media', endings: ['wav'], words: 'a sound recording' },
  avi: { mediaType: 'video/x-msvideo', family: 'media', endings: ['avi'], words: 'a film' },
  mp3: { mediaType: 'audio/mpeg', family: 'media', endings: ['mp3'], words: 'a sound recording' },
  ogg: { mediaType: 'audio/ogg', family: 'media', endings: ['ogg', 'oga', 'opus', 'ogv'], words: 'a sound recording' },
  webm: { mediaType: 'video/webm', family: 'media', endings: ['webm', 'mkv'], words: 'a film' },
  zip: { mediaType: 'application/zip', family: 'archive', endings: ['zip'], words: 'a ZIP archive' },
} as const satisfies Readonly<Record<string, KindOfFile>>;

const BY_ENDING: ReadonlyMap<string, Kind> = new Map(
  // The keys of the table are its kinds; `Object.entries` forgets that.
  (Object.entries(KINDS) as readonly (readonly [Kind, KindOfFile])[]).flatMap(([kind, { endings }]) =>
    endings.map((ending) => [ending, kind] as const),
  ),
);

export function kindOf(kind: Kind): KindOfFile {
  return KINDS[kind];
}

/** @returns the kind that a name's ending promises (lower case, without the dot), or null where it promises none */
export function kindOfEnding(ending: string): Kind | null {
  return BY_ENDING.get(ending) ?? null;
}
