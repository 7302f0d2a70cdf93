// The catalogue of published releases by DCAT-AP 3: statements of a graph, written as Turtle and as JSON-LD from the same list, so that
// the two say the same.

export interface CatalogueFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly hash: string;
}

export interface CatalogueRelease {
  readonly hash: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly licence: string;
  readonly place: string;
  readonly every: 'month' | 'quarter' | 'year';
  /** The days that it covers, both included. */
  readonly from: string;
  readonly until: string;
  /** An instant. */
  readonly publishedAt: string;
  /** The release of the same kind of case before it; null: none. */
  readonly previous: string | null;
  readonly files: readonly CatalogueFile[];
}

export interface CatalogueAsked {
  /** Where the catalogue stands, ending with a slash. */
  readonly address: string;
  readonly publisher: string;
  readonly releases: readonly CatalogueRelease[];
}

type Term = { readonly id: string } | { readonly text: string; readonly type?: string } | { readonly node: Node };

interface Node {
  /** Absent: it has no name of its own. */
  readonly id?: string;
  readonly types: readonly string[];
  readonly says: readonly (readonly [property: string, values: readonly Term[]])[];
}

const PREFIXES: Readonly<Record<string, string>> = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};
const EU = 'http://publications.europa.eu/resource/authority';
const FREQUENCY = { month: 'MONTHLY', quarter: 'QUARTERLY', year: 'ANNUAL' } as const;
const FILE_TYPES: Readonly<Record<string, string>> = {
  'text/csv': 'CSV',
  'application/json': 'JSON',
  'text/markdown': 'MD',
};

export function catalogueTurtle(asked: CatalogueAsked): string {
  const prefixes = Object.entries(PREFIXES).map(([name, address]) => `@prefix ${name}: <${address}> .`);
  return `${[...prefixes, '', ...nodesOf(asked).map(turtleOf)].join('\n')}\n`;
}

export function catalogueJson(asked: CatalogueAsked): string {
  return `${JSON.stringify({ '@context': PREFIXES, '@graph': nodesOf(asked).map(jsonOf) }, null, 1)}\n`;
}

function nodesOf(asked: CatalogueAsked): readonly Node[] {
  const { address, publisher, releases } = asked;
  const agency = { id: `${address}#publisher` };
  const catalogue: Node = {
    id: `${address}catalog`,
    types: ['dcat:Catalog'],
    says: [
      ['dct:title', [words(`Open data of ${publisher}`)]],
      ['dct:description', [words('Finished cases as counts and rows in which nobody can be found.')]],
      ['dct:publisher', [agency]],
      ['dcat:dataset', releases.map(({ hash }) => ({ id: `${address}${hash}` }))],
    ],
  };
  const agent: Node = { id: agency.id, types: ['foaf:Agent'], says: [['foaf:name', [words(publisher)]]] };
  const told = [catalogue, agent, ...releases.flatMap((release) => datasetOf(release, asked))];
  return [...told, ...kindsOf(told)];
}

/** Of what kind a term of another vocabulary is, for whoever does not look it up there. */
const KINDS: Readonly<Record<string, string>> = {
  'dct:accessRights': 'dct:RightsStatement',
  'dct:accrualPeriodicity': 'dct:Frequency',
  'dct:format': 'dct:MediaTypeOrExtent',
  'dct:license': 'dct:LicenseDocument',
  'dct:spatial': 'dct:Location',
  'dcat:mediaType': 'dct:MediaType',
};

function kindsOf(nodes: readonly Node[]): readonly Node[] {
  const kinds = new Map<string, string>();
  for (const [property, values] of nodes.flatMap(({ says }) => says))
    for (const term of values) {
      const kind = KINDS[property];
      if (kind !== undefined && 'id' in term) kinds.set(term.id, kind);
    }
  return [...kinds].map(([id, kind]): Node => ({ id, types: [kind], says: [] }));
}

function datasetOf(release: CatalogueRelease, { address }: CatalogueAsked): readonly Node[] {
  const id = `${address}${release.hash}`;
  const distributions = release.files.map((file) => distributionOf(file, release, id));
  return [
    {
      id,
      types: ['dcat:Dataset'],
      says: [
        ['dct:title', [words(release.title)]],
        ['dct:description', [words(release.description)]],
        ['dct:identifier', [{ text: release.hash }]],
        ['dct:publisher', [{ id: `${address}#publisher` }]],
        ['dcat:keyword', release.keywords.map(words)],
        ['dct:issued', [{ text: release.publishedAt, type: 'xsd:dateTime' }]],
        ['dct:accrualPeriodicity', [{ id: `${EU}/frequency/${FREQUENCY[release.every]}` }]],
        ['dct:accessRights', [{ id: `${EU}/access-right/PUBLIC` }]],
        ['dct:spatial', [placeOf(release.place)]],
        ['dct:temporal', [{ node: timeOf(release) }]],
        ['dcat:prev', release.previous === null ? [] : [{ id: `${address}${release.previous}` }]],
        ['dcat:distribution', distributions.map((one) => ({ id: one.id ?? '' }))],
      ],
    },
    ...distributions,
  ];
}

function distributionOf(file: CatalogueFile, release: CatalogueRelease, dataset: string): Node {
  const address = `${dataset}/${file.name}`;
  const type = FILE_TYPES[file.mediaType];
  const checksum: Node = {
    types: ['spdx:Checksum'],
    says: [
      ['spdx:algorithm', [{ id: `${PREFIXES['spdx'] ?? ''}checksumAlgorithm_sha256` }]],
      ['spdx:checksumValue', [{ text: file.hash, type: 'xsd:hexBinary' }]],
    ],
  };
  return {
    id: address,
    types: ['dcat:Distribution'],
    says: [
      ['dct:title', [words(file.name)]],
      ['dcat:accessURL', [{ id: address }]],
      ['dcat:downloadURL', [{ id: address }]],
      ['dcat:mediaType', [{ id: `https://www.iana.org/assignments/media-types/${file.mediaType}` }]],
      ['dct:format', type === undefined ? [] : [{ id: `${EU}/file-type/${type}` }]],
      ['dct:license', [{ id: release.licence }]],
      ['dcat:byteSize', [{ text: String(file.bytes), type: 'xsd:nonNegativeInteger' }]],
      ['spdx:checksum', [{ node: checksum }]],
    ],
  };
}

function timeOf({ from, until }: CatalogueRelease): Node {
  return {
    types: ['dct:PeriodOfTime'],
    says: [
      ['dcat:startDate', [{ text: from, type: 'xsd:date' }]],
      ['dcat:endDate', [{ text: until, type: 'xsd:date' }]],
    ],
  };
}

function placeOf(place: string): Term {
  if (/^https?:\/\/[^\s"<>\\^`{|}]+$/.test(place)) return { id: place };
  return { node: { types: ['dct:Location'], says: [['rdfs:label', [words(place)]]] } };
}

function words(text: string): Term {
  return { text };
}

function turtleOf(node: Node): string {
  return `<${node.id ?? ''}> ${saysOf(node).join(' ;\n  ')} .\n`;
}

function saysOf({ types, says }: Node): readonly string[] {
  const told = says.filter(([, values]) => values.length > 0);
  return [`a ${types.join(', ')}`, ...told.map(([property, values]) => `${property} ${values.map(termOf).join(', ')}`)];
}

function termOf(term: Term): string {
  if ('id' in term) return `<${term.id}>`;
  if ('node' in term) return `[ ${saysOf(term.node).join(' ; ')} ]`;
  const text = term.text.replaceAll(/["\\\n\r\t]/g, (sign) => ESCAPES[sign] ?? sign);
  return `"${text}"${term.type === undefined ? '' : `^^${term.type}`}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function jsonOf(node: Node): unknown {
  const told = node.says.filter(([, values]) => values.length > 0);
  return {
    ...(node.id === undefined ? {} : { '@id': node.id }),
    '@type': node.types,
    ...Object.fromEntries(told.map(([property, values]) => [property, values.map(jsonTerm)])),
  };
}

function jsonTerm(term: Term): unknown {
  if ('id' in term) return { '@id': term.id };
  if ('node' in term) return jsonOf(term.node);
  return { '@value': term.text, ...(term.type === undefined ? {} : { '@type': term.type }) };
}
