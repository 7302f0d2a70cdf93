// What a document says of itself as a whole, in XMP (ISO 16684-1): its title and its language, a text about it where there is one, and
// nothing of who, when or where.

/** Around a text about the document, so that it is found by whoever reads no PDF. */
export const ABOUT = { first: '<cw:about>', last: '</cw:about>' } as const;

/** @param about such as the account of what is in it; null where there is none */
export function titleMetadata(title: string, language: string, about: string | null): string {
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"${about === null ? '' : ' xmlns:cw="urn:casewright:document"'}>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>
${about === null ? '' : `${ABOUT.first}${escaped(about)}${ABOUT.last}\n`}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The text about a document, out of what stands between the two marks. */
export function unescaped(text: string): string {
  return text.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
