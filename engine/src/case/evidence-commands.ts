// Commands on exhibits: registering one, offering it for issues, handing it over, admitting and excluding it, letting it go.
import {
  admitEvidence,
  changeAudience,
  confirmCustody,
  declineCustody,
  disposeEvidence,
  type Doer,
  type Evidence,
  excludeEvidence,
  type Handing,
  handOver,
  offerCustody,
  offerEvidence,
  registerEvidence,
  reportGap,
  returnEvidence,
} from '../entries/entries.ts';
import type { EvidenceDefinition } from '../definition/definition.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import type { EvidenceCommand } from './evidence-command.ts';
import {
  closedFor,
  type EntryAsked,
  type EntryDecided,
  entryNamed,
  putChanged,
  putNew,
  unknownEntry,
  unknownKind,
} from './put-entry.ts';

type EvidenceAsked = EntryAsked & { readonly doer: Doer };

export function changeEvidence(asked: EvidenceAsked, command: EvidenceCommand): EntryDecided {
  const definition = asked.draft.caseType.evidence.get(command.of);
  if (definition === undefined) return unknownKind(command.of);
  if (command.type === 'RegisterEvidence') {
    const closed = closedFor(asked, true);
    if (closed !== null) return closed;
    return putNew(
      asked,
      { of: command.of, ruled: registerEvidence(definition, command, handingOf(asked)) },
      'EvidenceRegistered',
    );
  }
  const closed = closedFor(asked, definition.blocksClosing);
  if (closed !== null) return closed;
  const evidence = entryNamed(asked, command, 'evidence');
  // For whom it is says who may know of it, so one that is for others is not there.
  if (evidence === null || evidence.audience !== command.audience) return unknownEntry(command.entry);
  return changed(asked, command, { definition, evidence });
}

function handingOf({ at, doer, draft }: EvidenceAsked): Handing {
  return { at, doer, entries: entriesIn(draft) };
}

interface Found {
  readonly definition: EvidenceDefinition;
  readonly evidence: Evidence;
}

type Changing = Exclude<EvidenceCommand, { type: 'RegisterEvidence' }>;

function changed(asked: EvidenceAsked, command: Changing, { definition, evidence }: Found): EntryDecided {
  const { entry } = command;
  const { at, doer } = asked;
  const handing = handingOf(asked);
  switch (command.type) {
    case 'OfferEvidence': {
      const { offeredFor } = command;
      const ruled = offerEvidence(definition, { evidence, offeredFor }, handing.entries);
      return putChanged(asked, { entry, ruled }, { type: 'EvidenceOffered' });
    }
    case 'ChangeAudience': {
      const { to, reason } = command;
      const ruled = changeAudience(definition, { evidence, to, why: reason });
      return putChanged(asked, { entry, ruled }, { type: 'AudienceChanged', reason });
    }
    case 'OfferCustody': {
      const ruled = handOver(evidence, (custody) => offerCustody(custody, command, handing), at);
      return putChanged(asked, { entry, ruled }, { type: 'CustodyOffered' });
    }
    case 'ConfirmCustody': {
      const ruled = handOver(evidence, (custody) => confirmCustody(custody, command, handing), at);
      return putChanged(asked, { entry, ruled }, { type: 'CustodyConfirmed' });
    }
    case 'DeclineCustody': {
      const { reason } = command;
      const ruled = handOver(evidence, (custody) => declineCustody(custody, reason, doer), at);
      return putChanged(asked, { entry, ruled }, { type: 'CustodyDeclined' });
    }
    case 'ReportCustodyGap': {
      const ruled = handOver(evidence, (custody) => reportGap(custody, command, at), at);
      return putChanged(asked, { entry, ruled }, { type: 'CustodyGapReported' });
    }
    case 'AdmitEvidence':
      return putChanged(
        asked,
        { entry, ruled: admitEvidence(evidence, command.reasons) },
        { type: 'EvidenceAdmitted' },
      );
    case 'ExcludeEvidence': {
      const ruled = excludeEvidence(evidence, command.reasons);
      return putChanged(asked, { entry, ruled }, { type: 'EvidenceExcluded' });
    }
    case 'ReturnEvidence': {
      const ruled = returnEvidence(evidence, command, handing);
      return putChanged(asked, { entry, ruled }, { type: 'EvidenceReturned' });
    }
    case 'DisposeEvidence': {
      const ruled = disposeEvidence(evidence, command.reasons, at);
      return putChanged(asked, { entry, ruled }, { type: 'EvidenceDisposed' });
    }
  }
}
