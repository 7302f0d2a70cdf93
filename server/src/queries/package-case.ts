// One case as a package to be read, for whoever may read it and as much as they may: what it is, every event with its hash, the documents,
// and a copy that needs nothing but a browser. It leaves with a reason, and with the line that says so.
import type { CaseState } from '@casewright/engine/case';
import { actorName, cutToParts, describeEvent, mayReadEntry, type ReadableParts } from '@casewright/engine/view';
import { metadataJson } from '../package/metadata.ts';
import { MOST_SEQ, packageDocuments, packageEvent } from '../package/package-rows.ts';
import type { CaseToPackage, PackageDocument } from '../package/package-types.ts';
import { readableCopy } from '../package/readable-copy.ts';
import { agencyName } from '../store/agency-name.ts';
import { findActorNames } from '../store/find-people.ts';
import type { KeyProvider } from '../store/keys.ts';
import { loadKeys } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { readCase } from '../store/read-case.ts';
import { readEvents } from '../store/read-events.ts';
import type { CaseKeys } from '../store/seal-event.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface PackageAsked {
  readonly caseId: string;
  /** Why it leaves: a name, which is on record, and words, which stand in the package. */
  readonly purpose: string;
  readonly reason: string;
}

export interface CasePackageView {
  readonly id: string;
  readonly madeAt: string;
  readonly reference: string;
  /** Dublin Core, as JSON. */
  readonly metadata: string;
  readonly events: readonly {
    readonly seq: number;
    readonly hash: string;
    /** Null, as all below, where what happened may not be known. */
    readonly occurred: string | null;
    readonly recordedAt: string | null;
    readonly actor: string | null;
    readonly title: string;
    readonly detail: readonly string[];
  }[];
  readonly documents: readonly Omit<PackageDocument, 'path'>[];
  /** HTML that loads nothing and runs nothing. */
  readonly readable: string;
}

interface PackageOptions extends PackageAsked {
  readonly caseTypes: CaseTypes;
  readonly keys: KeyProvider;
  readonly nowMs: number;
}

const MOST_EVENTS = 20_000;

export function packageCase(
  send: SendReading,
  reader: Reader,
  options: PackageOptions,
): Promise<ReadAnswer<CasePackageView>> {
  const { caseId, caseTypes, keys, purpose } = options;
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    ...{ name: 'package-case', asked: [caseId], filter: purpose },
    statements: [
      readCase(tenant, caseId),
      readEvents({ tenant, caseId, from: 0, limit: MOST_EVENTS }),
      loadKeys(tenant, caseId),
      findActorNames(tenant, caseId, MOST_SEQ),
      agencyName(tenant),
    ],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found, events, wrapped, people, agencies]) => {
      const row = requireRow(found.rows);
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => {
        const mine = readablePartsOf(row, caseType);
        const opened: CaseKeys = unwrapKeys(keys, { tenant, caseId }, wrapped.rows);
        const looking: Looking = {
          // The store keeps exactly what the engine made.
          state: JSON.parse(row.state) as CaseState,
          ...{ caseType, tenant, by: reader.principal.person, agency: agencies.rows[0]?.name ?? '' },
          events: events.rows.map((event) => {
            const said = openEvent({ tenant, caseId, ...event }, opened);
            // What is sealed does not leave here.
            return packageEvent(tenant, event, { opened: said, payload: '' });
          }),
          names: new Map(people.rows.map(({ person, name }) => [person, name])),
        };
        const view = cutToParts(mine, (parts) => viewOf(toPackage(looking, parts, options)));
        // The purpose is a name, and on record as it is.
        const parts = [`purpose:${purpose}`, ...(mine === null ? [] : mine)];
        return { view, caseIds: [caseId], parts, results: 1 };
      });
    },
  });
}

interface Looking extends Pick<CaseToPackage, 'state' | 'caseType' | 'events' | 'names'> {
  readonly tenant: number;
  readonly by: string;
  readonly agency: string;
}

function toPackage(looking: Looking, parts: ReadableParts, { caseId, reason, nowMs }: PackageOptions): CaseToPackage {
  const { state, caseType, events, names, tenant, by, agency } = looking;
  const { reference, team, status } = state;
  const readable = packageDocuments(state, (one) => mayReadEntry(caseType, one, parts));
  const documents = readable.map(({ document }) => document);
  return {
    ...{ state, caseType, events, names, parts, documents, openedAt: state.opened, retention: null },
    manifest: {
      ...{
        format: 'casewright-package/1',
        id: uuidV7(nowMs),
        madeAt: new Date(nowMs).toISOString(),
        madeBy: by,
        reason,
      },
      agency: { tenant, slug: '', name: agency },
      case: {
        ...{ caseId, reference, caseType: state.caseType, team, status, events: events.length },
        caseTypes: [...new Set(events.map(({ caseTypeHash }) => caseTypeHash))],
        lastHash: events.at(-1)?.hash ?? '',
      },
      ...{ sealed: false, documents: documents.length },
    },
  };
}

function viewOf(of: CaseToPackage): CasePackageView {
  const { manifest, caseType, events, names, parts, documents } = of;
  const nameOf = (person: string): string => actorName(person, names, undefined);
  const told = events.map(({ seq, hash, occurred, recordedAt, actor, event }) => {
    if (event === null) return { ...NOTHING, seq, hash, title: 'Lawfully destroyed' };
    const { title, detail, hidden } = describeEvent(caseType, event, { nameOf, parts });
    return hidden === true
      ? { ...NOTHING, seq, hash, title }
      : { seq, hash, occurred, recordedAt, actor, title, detail };
  });
  return {
    ...{ id: manifest.id, madeAt: manifest.madeAt, reference: manifest.case.reference, metadata: metadataJson(of) },
    ...{ events: told, documents: documents.map(({ path: _inNoBag, ...document }) => document) },
    readable: readableCopy(of),
  };
}

const NOTHING = { occurred: null, recordedAt: null, actor: null, detail: [] } as const;
