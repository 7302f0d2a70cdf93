// The catalogue by DCAT-AP 3.0.1: what its shapes ask for is there, in the kind that they ask for, and Turtle and JSON-LD say as much.
import { expect, it } from 'vitest';
import { catalogueJson, type CatalogueRelease, catalogueTurtle } from './dcat.ts';

const HASH = 'a'.repeat(64);
const RELEASE: CatalogueRelease = {
  ...{ hash: HASH, name: 'fines', title: 'Fines', description: 'Say "x"\nand \\', keywords: ['fines', 'traffic'] },
  ...{ licence: 'https://creativecommons.org/licenses/by/4.0/', place: 'The town', every: 'quarter' },
  ...{ from: '2026-01-01', until: '2026-03-31', publishedAt: '2026-04-11T10:00:00.000Z', previous: null },
  files: [
    { name: 'x.csv', mediaType: 'text/csv', bytes: 12, hash: HASH },
    { name: 'datapackage.json', mediaType: 'application/json', bytes: 34, hash: HASH },
  ],
};
const LATER: CatalogueRelease = {
  ...RELEASE,
  ...{ hash: 'b'.repeat(64), previous: HASH, place: 'http://publications.europa.eu/resource/authority/country/ITA' },
};
const ASKED = { address: 'https://data.example/town/', publisher: 'Town "T"', releases: [RELEASE, LATER] };

type Value = { readonly '@id'?: string; readonly '@value'?: string; readonly '@type'?: string | readonly string[] };
type Node = Value & Readonly<Record<string, readonly Node[]>>;

/** What the shapes ask of each class: how many at least and at most, and of what kind: another node's class, or a datatype. */
const ASKED_OF: Readonly<Record<string, readonly (readonly [string, number, number, string])[]>> = {
  'dcat:Catalog': [
    ['dct:title', 1, 9, 'text'],
    ['dct:description', 1, 9, 'text'],
    ['dct:publisher', 1, 1, 'foaf:Agent'],
    ['dcat:dataset', 0, 99, 'dcat:Dataset'],
  ],
  'foaf:Agent': [['foaf:name', 1, 9, 'text']],
  'dcat:Dataset': [
    ['dct:title', 1, 9, 'text'],
    ['dct:description', 1, 9, 'text'],
    ['dct:publisher', 0, 1, 'foaf:Agent'],
    ['dct:accrualPeriodicity', 0, 1, 'dct:Frequency'],
    ['dct:accessRights', 0, 1, 'dct:RightsStatement'],
    ['dct:issued', 0, 1, 'xsd:dateTime'],
    ['dct:spatial', 0, 9, 'dct:Location'],
    ['dct:temporal', 0, 9, 'dct:PeriodOfTime'],
    ['dcat:distribution', 0, 99, 'dcat:Distribution'],
  ],
  'dcat:Distribution': [
    ['dcat:accessURL', 1, 9, 'address'],
    ['dcat:downloadURL', 0, 9, 'address'],
    ['dct:license', 0, 1, 'dct:LicenseDocument'],
    ['dct:format', 0, 1, 'dct:MediaTypeOrExtent'],
    ['dcat:mediaType', 0, 1, 'dct:MediaType'],
    ['dcat:byteSize', 0, 1, 'xsd:nonNegativeInteger'],
    ['spdx:checksum', 0, 1, 'spdx:Checksum'],
  ],
  'spdx:Checksum': [
    ['spdx:algorithm', 1, 1, 'address'],
    ['spdx:checksumValue', 1, 1, 'xsd:hexBinary'],
  ],
  'dct:PeriodOfTime': [
    ['dcat:startDate', 0, 1, 'xsd:date'],
    ['dcat:endDate', 0, 1, 'xsd:date'],
  ],
};

function within(node: Node): readonly Node[] {
  const below = Object.values(node).flatMap((values) => (Array.isArray(values) ? (values as readonly unknown[]) : []));
  return [node, ...below.flatMap((one) => (typeof one === 'object' && one !== null ? within(one as Node) : []))];
}

function graph(): readonly Node[] {
  const parsed = JSON.parse(catalogueJson(ASKED)) as { readonly '@graph': readonly Node[] };
  return parsed['@graph'];
}

function problemsOf(nodes: readonly Node[]): readonly string[] {
  const typesOf = (node: Value): readonly string[] => [node['@type'] ?? []].flat();
  const classes = new Map(
    nodes.flatMap((node) => (node['@id'] === undefined ? [] : [[node['@id'], typesOf(node)] as const])),
  );
  const kindsOf = (value: Node): readonly string[] => {
    if (value['@value'] !== undefined) return [typesOf(value)[0] ?? 'text'];
    const id = value['@id'];
    return [...typesOf(value), ...(id === undefined ? [] : ['address', ...(classes.get(id) ?? [])])];
  };
  return nodes.flatMap(within).flatMap((node) =>
    typesOf(node).flatMap((type) =>
      (ASKED_OF[type] ?? []).flatMap(([property, least, most, kind]) => {
        const values = node[property] ?? [];
        const wrong = values.filter((value) => !kindsOf(value).includes(kind));
        const isMany = values.length < least || values.length > most;
        return isMany || wrong.length > 0 ? [`${type} ${property}`] : [];
      }),
    ),
  );
}

it('has what the shapes of DCAT-AP ask for, each of the kind that they ask for', () => {
  const nodes = graph();
  expect(problemsOf(nodes)).toEqual([]);
  const kinds = nodes.flatMap(within).flatMap((node) => [node['@type'] ?? []].flat());
  for (const kind of Object.keys(ASKED_OF)) expect(kinds).toContain(kind);
  const without = nodes.map((node): Node => {
    const { 'dcat:accessURL': _address, ...rest } = node;
    return rest;
  });
  expect(problemsOf(without)).toContain('dcat:Distribution dcat:accessURL');
});

it('says the same in Turtle: every address, every text and as many statements', () => {
  const turtle = catalogueTurtle(ASKED);
  const nodes = graph().flatMap(within);
  for (const { '@id': id, '@value': value } of nodes) {
    if (id !== undefined) expect(turtle).toContain(`<${id}>`);
    if (value !== undefined) expect(turtle).toContain(JSON.stringify(value));
  }
  const subjects = turtle
    .split('\n')
    .filter((line) => /^<[^>]*> a /.test(line))
    .map((line) => line.split(' ')[0]);
  expect(subjects).toEqual(graph().map((node) => `<${node['@id'] ?? ''}>`));
  expect(turtle).toContain(`dcat:prev <https://data.example/town/${HASH}>`);
});
