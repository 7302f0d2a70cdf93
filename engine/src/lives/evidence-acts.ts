// What people do with exhibits: register what somebody brings, offer it, hand it over with a receipt, admit or exclude it, and let it go.
import type { CaseCommand } from '../case/case.ts';
import type { EvidenceDefinition } from '../definition/definition.ts';
import { custodyHolder, pendingTransfer } from '../entries/entries.ts';
import { type Acting, duty, kept, type Named, namedContent, type Of, option, type PossibleAct } from './acting.ts';
import { isAwaited } from './awaited-kinds.ts';
import { someOf, wordsOn } from './made-words.ts';

/** Of one kind, while nothing asks for more. */
const MOST_EXHIBITS = 5;

/** Kinds of exhibits of which a decision that is to be made needs one, and those of which none is there that is admissible. */
export interface EvidenceNeeds {
  readonly wanted: ReadonlySet<string>;
  readonly missing: ReadonlySet<string>;
}

export function evidenceActs(acting: Acting, { wanted, missing }: EvidenceNeeds): readonly PossibleAct[] {
  return [...acting.caseType.evidence.values()].flatMap((kind) => [
    ...registering(acting, kind, missing.has(kind.name)),
    // What a decision needs stays until it is made.
    ...kept(acting, 'evidence', kind.name).flatMap((one) =>
      movesOf(acting, kind, one).filter(({ name }) => !wanted.has(kind.name) || !LETS_GO.test(name)),
    ),
  ]);
}

const LETS_GO = /^(?:Return|Dispose)Evidence /;

function registering(acting: Acting, kind: EvidenceDefinition, isNeeded: boolean): readonly PossibleAct[] {
  const { caseType, chance, isEnding } = acting;
  const { name: of, audiences, offeredFor: kinds } = kind;
  const all = kept(acting, 'evidence', of).length;
  if (!isNeeded && (isEnding || all >= MOST_EXHIBITS)) return [];
  const doing = (): { readonly command: CaseCommand } => {
    const audience = chance.maybe(audiences)?.name ?? '';
    const content = chance.share(0.7) ? namedContent(acting) : undefined;
    const document = content === undefined ? {} : { document: content };
    const offeredFor = chance.share(0.6) ? someOf(chance, issuesFor(acting, kinds)) : [];
    return {
      command: { type: 'RegisterEvidence', of, words: wordsOn(chance, 'thing'), audience, offeredFor, ...document },
    };
  };
  const weight = isNeeded ? 4 : all === 0 && isAwaited(caseType, of) ? 2 : 0.5;
  return [{ name: `RegisterEvidence ${of}`, weight, doing }];
}

/** Issues of some kinds, by id, that are still to be decided. */
function issuesFor(acting: Acting, kinds: readonly string[]): readonly string[] {
  return kept(acting, 'issue').flatMap(([id, { of, status }]) => (status === 'open' && kinds.includes(of) ? [id] : []));
}

function movesOf(
  acting: Acting,
  { name: of, offeredFor: kinds }: EvidenceDefinition,
  [entry, evidence]: Named<'evidence'>,
): readonly PossibleAct[] {
  const { chance, isEnding } = acting;
  const { audience, status, offeredFor, hasGap } = evidence;
  if (status === 'returned' || status === 'disposed') return [];
  const on = { of, audience, entry };
  const more = issuesFor(acting, kinds).filter((id) => !offeredFor.includes(id));
  const isNew = status === 'registered';
  const reasons = wordsOn(chance, 'reasons');
  return [
    ...(isEnding || more.length === 0
      ? []
      : [option(1, { type: 'OfferEvidence', ...on, offeredFor: [...offeredFor, ...more] })]),
    ...(isEnding || !isNew || hasGap || offeredFor.length === 0 ? [] : [option(1, { type: 'AdmitEvidence', ...on })]),
    ...(isEnding || !isNew ? [] : [option(0.15, { type: 'ExcludeEvidence', ...on, reasons })]),
    ...inHands(acting, on, evidence),
  ];
}

type On = Pick<Extract<CaseCommand, { type: 'DisposeEvidence' }>, 'of' | 'audience' | 'entry'>;

/** Who has it, and that nobody has it any more. */
function inHands(acting: Acting, on: On, { custody }: Of<'evidence'>): readonly PossibleAct[] {
  const { chance, isEnding } = acting;
  const content = namedContent(acting);
  // Without a document nobody outside can have signed for it.
  const signed = content === undefined ? [] : [{ receipt: content }];
  const reasons = wordsOn(chance, 'reasons');
  const pending = custody === null ? null : pendingTransfer(custody);
  if (custody !== null && pending !== null) {
    const only = 'person' in pending.to ? { onlyBy: pending.to.person } : {};
    return [
      ...('person' in pending.to ? [{}] : signed).map((by) => duty(4, { type: 'ConfirmCustody', ...on, ...by }, only)),
      duty(0.2, { type: 'DeclineCustody', ...on, reason: reasons }, { onlyBy: pending.offeredBy }),
    ];
  }
  const outside = { outside: 'The laboratory that was asked to look at it' };
  const holder = custody === null ? null : custodyHolder(custody);
  const from = holder !== null && 'person' in holder ? { onlyBy: holder.person } : {};
  const isInside = holder !== null && 'person' in holder;
  const to = holder !== null && 'outside' in holder ? { person: custody?.transfers.at(-1)?.offeredBy ?? '' } : outside;
  const isOver = custody === null || isEnding || custody.transfers.length > 3;
  // Who is outside signs, when they take it or give it.
  const over = isOver ? [] : signed.map((by) => ({ to, ...(isInside ? {} : by) }));
  const whose = { outside: 'Whose it is' };
  const leaves = isEnding ? 1 : 0.03;
  return [
    ...over.map((handing) => option(0.15, { type: 'OfferCustody', ...on, ...handing }, from)),
    ...signed.map((by) => duty(leaves, { type: 'ReturnEvidence', ...on, to: whose, reasons, ...by })),
    duty(leaves, { type: 'DisposeEvidence', ...on, reasons }),
  ];
}
