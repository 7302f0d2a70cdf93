// Holds that everybody finds the same documents wherever documents are shown: by what is in them, beside their case, and as what may go into
// a bundle. Whether nothing else is told of one is asked of every answer that the matrix gets.
import { documentsOf, MADE_IN, MATRIX_DOCUMENT_NAMES, type MatrixDocument } from './matrix-documents.ts';
import { ask, idOf, leaksIn, type Played, type Tally } from './matrix-play.ts';
import { canaryOf, type MatrixCase, type MatrixPerson } from './matrix-world.ts';

interface Known {
  readonly target: MatrixCase;
  readonly document: MatrixDocument;
}

export async function compareDocuments(played: Played, tally: Tally, person: MatrixPerson): Promise<void> {
  const { by, scope } = person;
  const isFor = (action: string): boolean => by !== 'token' || scope.includes(action);
  if (isFor('search-cases'))
    for (const word of MATRIX_DOCUMENT_NAMES) await compareFound(played, tally, { person, word });
  if (!isFor('read-case')) return;
  for (const target of played.world.cases.filter(({ name }) => LOOKED_AT.includes(name)))
    await compareBeside(played, tally, { person, target });
}

/** What a bundle or a copy is made of has the words of what is in it. */
function hasWord({ target, document: { name } }: Known, word: string): boolean {
  if (name === word) return true;
  if (target.name !== MADE_IN) return false;
  return (word === 'docjoint' && name === 'docbundle') || (word === 'doccopy' && name === 'docsealed');
}

function mayRead({ world, oracle }: Played, person: MatrixPerson, { target, document }: Known): boolean {
  const isKind = person.caseTypes === null || person.caseTypes.includes(target.caseType);
  return isKind && oracle.mayReadField(world, person, { target, field: document.name });
}

interface FoundPage {
  readonly items: readonly { readonly caseId: string; readonly document: string }[];
  readonly next: string | null;
}

async function compareFound(
  played: Played,
  tally: Tally,
  { person, word }: { readonly person: MatrixPerson; readonly word: string },
): Promise<void> {
  const { world, places } = played;
  const found: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const after: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
    const path = `/api/v1/search/documents?q=${encodeURIComponent(`Canary ${word}`)}${after}`;
    const body = await get(played, tally, { person, path });
    // A page of the interface, or a problem.
    const page: Partial<FoundPage> = JSON.parse(body) as Partial<FoundPage>;
    found.push(...(page.items ?? []).map(({ caseId, document }) => `${caseId} ${document}`));
    next = page.next ?? null;
  }
  const right = world.cases.flatMap((target) =>
    documentsOf(target)
      .filter((document) => hasWord({ target, document }, word) && mayRead(played, person, { target, document }))
      .map(({ name }) => `${places.cases[target.name] ?? ''} ${places.documents[target.name]?.[name]?.entry ?? ''}`),
  );
  tally.documents += found.length;
  if (found.toSorted().join() !== right.toSorted().join())
    tally.mismatches.push(`${person.person} finds ${found.length} documents with "${word}" and not ${right.length}.`);
}

/** One that others may not read in part, one that is granted in part, one of another agency, one of which a copy and a bundle were made. */
const LOOKED_AT: readonly string[] = [MADE_IN, 'part-sealed', 'granted', 'port'];

/** What keeps a document from a bundle that is for all: it was withdrawn, is for others, or in a section that not all may read. */
const KEPT_OUT: Readonly<Record<string, string>> = {
  ...{ docgone: 'withdrawn', docsealed: 'for-others', docprivate: 'for-others', docscheme: 'other-section' },
};

async function compareBeside(
  played: Played,
  tally: Tally,
  { person, target }: { readonly person: MatrixPerson; readonly target: MatrixCase },
): Promise<void> {
  const { world, oracle, places } = played;
  if (!oracle.mayRead(world, person, target)) return;
  if (person.caseTypes !== null && !person.caseTypes.includes(target.caseType)) return;
  const known = documentsOf(target).filter((document) => mayRead(played, person, { target, document }));
  const path = `/api/v1/cases/${idOf(places, target)}`;
  const face = await get(played, tally, { person, path });
  const unshown = known.filter(({ name }) => !face.includes(`"${canaryOf(name, target)}"`));
  for (const { name } of unshown)
    tally.mismatches.push(`The case "${target.name}" does not show "${name}" to ${person.person}.`);
  const body = await get(played, tally, { person, path: `${path}/bundles?of=paper&audience=all` });
  // What the interface says of each document that may go in or not.
  const { documents = [] } = JSON.parse(body) as { documents?: { entry: string; fault: string | null }[] };
  const told = documents.map(({ entry, fault }) => `${entry} ${fault ?? 'fits'}`);
  const right = known.map(
    ({ name }) => `${places.documents[target.name]?.[name]?.entry ?? ''} ${KEPT_OUT[name] ?? 'fits'}`,
  );
  if (told.toSorted().join() !== right.toSorted().join())
    tally.mismatches.push(
      `For a bundle of "${target.name}" ${person.person} is told [${told.join()}] and not [${right.join()}].`,
    );
}

/** @returns the body, in which nothing may be that they may not know */
export async function get(
  played: Played,
  tally: Tally,
  { person, path }: { readonly person: MatrixPerson; readonly path: string },
): Promise<string> {
  tally.requests += 1;
  const answer = await ask(played, person, { request: { method: 'GET', path, headers: {} }, target: null });
  if (answer.status !== 200) tally.mismatches.push(`${path} answered ${person.person} ${answer.status}.`);
  for (const leak of leaksIn(played, person, answer)) tally.mismatches.push(`${path} shows ${person.person} ${leak}.`);
  return answer.body;
}
