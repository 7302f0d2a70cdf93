// What a package says of itself in words that archives know: DCMI Metadata Terms (ISO 15836-2), as JSON and as XML, with what records
// management asks besides (retention class, first and last day) under names of ours. Text in and out.
import type { CaseToPackage } from './package-types.ts';

type Pairs = readonly (readonly [term: string, value: string])[];

/** Terms in their order; one may be there more than once. */
function termsOf({ manifest, state, caseType, documents, openedAt, retention }: CaseToPackage): Pairs {
  const { agency, case: is, id, madeAt } = manifest;
  const files = documents.filter(({ path }) => path !== null);
  return [
    ['dcterms:identifier', is.reference],
    ['dcterms:identifier', `urn:uuid:${is.caseId}`],
    ['dcterms:title', `${caseType.title} ${is.reference}`],
    ['dcterms:type', 'Collection'],
    ['dcterms:creator', agency.name],
    ['dcterms:publisher', agency.name],
    ['dcterms:created', openedAt],
    ...(state.closed === undefined ? [] : ([['dcterms:dateAccepted', state.closed.at]] as const)),
    ['dcterms:issued', madeAt],
    ['dcterms:language', caseType.language],
    ['dcterms:accessRights', caseType.classification.level],
    ['dcterms:conformsTo', 'urn:casewright:package:1'],
    ['dcterms:provenance', `Package ${id}, made by ${manifest.madeBy}: ${manifest.reason}`],
    ['dcterms:extent', `${is.events} events, ${files.length} files`],
    ...[...new Set(files.map(({ mediaType }) => mediaType))]
      .toSorted()
      .map((type): readonly [string, string] => ['dcterms:format', type]),
    ['casewright:caseType', `${is.caseType.name} ${is.caseType.version}`],
    ['casewright:caseTypeHash', is.caseType.hash],
    ['casewright:lastHash', is.lastHash],
    ['casewright:status', is.status],
    ...(state.closed === undefined ? [] : ([['casewright:outcome', state.closed.outcome]] as const)),
    ...(retention === null
      ? []
      : ([
          ['casewright:retentionStatus', retention.status],
          ['casewright:retentionClass', retention.class ?? 'none'],
          ['casewright:disposalAction', retention.action ?? 'none'],
          ['casewright:retentionDue', retention.dueOn ?? 'none'],
        ] as const)),
  ];
}

export function metadataJson(of: CaseToPackage): string {
  const gathered = new Map<string, string[]>();
  for (const [term, value] of termsOf(of)) gathered.set(term, [...(gathered.get(term) ?? []), value]);
  const context = { dcterms: 'http://purl.org/dc/terms/', casewright: 'urn:casewright:terms:' };
  return `${JSON.stringify({ '@context': context, ...Object.fromEntries(gathered) }, null, 1)}\n`;
}

export function metadataXml(of: CaseToPackage): string {
  const lines = termsOf(of).map(([term, value]) => `  <${term}>${escaped(value)}</${term}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<metadata xmlns:dcterms="http://purl.org/dc/terms/" xmlns:casewright="urn:casewright:terms:">
${lines.join('\n')}
</metadata>
`;
}

/** What XML 1.0 has no place for at all is shown as a question mark. */
function escaped(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
