// From where made-up people act: the case as it stands, what it keeps, who they are, and chance. And what an act is: a command that is
// made up when it is drawn, how likely it is, and who may not do it for what they did before.
import type { CaseCommand, CaseState } from '../case/case.ts';
import { blockingKinds, type CaseType } from '../definition/definition.ts';
import { allEntries, COLLECTION_OF, type Entries, type Entry, isUnsettled } from '../entries/entries.ts';
import type { Chance } from '../trial/chance.ts';
import { documentBy } from './made-words.ts';

/** What somebody does, and of whom it is known that the rules keep them off. */
export interface Doing {
  readonly command: CaseCommand;
  /** People who may not do it, by id. */
  readonly notBy?: readonly string[];
  /** The only person who may, by id. */
  readonly onlyBy?: string;
}

export interface PossibleAct {
  /** What is done, for not doing it for ever. */
  readonly name: string;
  /** How likely it is beside the others. */
  readonly weight: number;
  /** Work that is there: it is as likely however often its like was done before. */
  readonly isDuty?: true;
  /** The entry on which it is, by id. */
  readonly entry?: string;
  readonly doing: () => Doing;
}

type Kind = Entry['kind'];
export type Of<K extends Kind> = Extract<Entry, { readonly kind: K }>;

/** An entry with its id. */
export type Named<K extends Kind> = readonly [string, Of<K>];

export interface Acting {
  readonly caseType: CaseType;
  readonly state: CaseState;
  readonly chance: Chance;
  /** The day on which they act, in the zone of the case. */
  readonly today: string;
  /** The instant at which they act, in UTC. */
  readonly now: string;
  /** All that the case keeps, the parties of its opening among it. */
  readonly entries: Entries;
  readonly byKind: ReadonlyMap<Kind, readonly (readonly [string, Entry])[]>;
  /** The number of another agency, to which something may be referred. */
  readonly otherAgency: string;
  /** Whether whoever takes the steps has files at hand that can be filed. */
  readonly hasFiles: boolean;
  /** True where the case is to be closed: what is open is settled, and nothing new is begun that is not needed for that. */
  readonly isEnding: boolean;
  /** Whether an entry is worth settling: where the case is to be closed, one that keeps it open; else any. */
  readonly mustSettle: (id: string) => boolean;
}

export function actingOn(given: Omit<Acting, 'entries' | 'byKind' | 'mustSettle'>): Acting {
  const { caseType, state, isEnding } = given;
  const { parties, opened } = state;
  const entries = allEntries(caseType, { parties, opened, entries: state.entries });
  const byKind = new Map<Kind, (readonly [string, Entry])[]>();
  for (const named of Object.entries(entries)) {
    const before = byKind.get(named[1].kind);
    if (before === undefined) byKind.set(named[1].kind, [named]);
    else before.push(named);
  }
  const open = isEnding ? keepingOpen(caseType, state) : null;
  return {
    ...given,
    ...{ entries, byKind },
    mustSettle: (id) => open === null || open.has(id),
  };
}

/** Entries that have to be settled before the case can be closed, by id. */
export function keepingOpen(caseType: CaseType, { entries = {} }: CaseState): ReadonlySet<string> {
  const blocking = new Set(blockingKinds(caseType).map(({ list, of }) => `${list}.${of}`));
  const ids = Object.entries(entries).flatMap(([id, entry]) =>
    isUnsettled(entry) && blocking.has(`${COLLECTION_OF[entry.kind]}.${entry.of}`) ? [id] : [],
  );
  return new Set(ids);
}

/** What a case keeps of one primitive, by id; of all its kinds, or of one. */
export function kept<K extends Kind>({ byKind }: Acting, kind: K, of?: string): readonly Named<K>[] {
  // They were put there by their primitive, which is what tells the members of the union apart.
  const all = (byKind.get(kind) ?? []) as readonly Named<K>[];
  return of === undefined ? all : all.filter(([, entry]) => entry.of === of);
}

/** The content of a document that may be named: where the case keeps documents, one of those that are filed; undefined where none is. */
export function namedContent(acting: Acting): string | undefined {
  const { caseType, chance } = acting;
  if (caseType.documents.size === 0) return documentBy(chance);
  const filed = kept(acting, 'document').filter(([, { status }]) => status === 'filed');
  return chance.maybe(filed)?.[1].versions.at(-1)?.content;
}

/** Ids of who stands in one of these roles now. */
export function currentIn(acting: Acting, roles: readonly string[]): readonly string[] {
  return kept(acting, 'party').flatMap(([id, { of, status }]) =>
    status === 'current' && roles.includes(of) ? [id] : [],
  );
}

/** Whether somebody stands in a role, or did. */
export function isKnown(acting: Acting, role: string): boolean {
  return kept(acting, 'party', role).length > 0;
}

/** An act on one entry that has to be done at some time. */
export function duty(weight: number, command: CaseCommand, who: Omit<Doing, 'command'> = {}): PossibleAct {
  return { ...option(weight, command, who), isDuty: true };
}

/** An act that nobody has to do, and that is done less and less often. */
export function option(weight: number, command: CaseCommand, who: Omit<Doing, 'command'> = {}): PossibleAct {
  const entry = 'entry' in command ? { entry: command.entry } : {};
  return { name: nameOf(command), weight, ...entry, doing: () => ({ command, ...who }) };
}

function nameOf(command: CaseCommand): string {
  return 'of' in command ? `${command.type} ${command.of}` : command.type;
}
