// Canaries in what is said of a case besides its work: that something in it is wrong, by whom and to whom that was told, what people agree to and
// take back, and with whom it is shared.
import type { CaseCommand } from '@casewright/engine/case';
import type { Principal } from '@casewright/engine/policy';
import { executeCommand, type CommandDeps } from '../commands/execute-command.ts';

export interface CanaryNotes {
  readonly tenant: number;
  readonly caseId: string;
  /** Makes the canary of a place, and counts it: where the key of a person takes it, or only that of the case. */
  readonly put: (place: string) => string;
  readonly free: (place: string) => string;
  readonly act: (place: string, command: Exclude<CaseCommand, { type: 'OpenCase' }>) => Promise<number>;
}

/** What the description of the kind of case says for them. */
export const NOTED = 'consents: { care: { title: Care, of: applicant } }';

export async function addCanaryNotes(deps: CommandDeps, notes: CanaryNotes): Promise<void> {
  const { put, free, act } = notes;
  const share = { kind: 'share', to: '9', unit: null, sections: ['general'], purpose: 'help', consent: null } as const;
  const until = '2999-01-01T00:00:00Z';
  await act('share', { type: 'GiveAccess', fact: { ...share, authority: free('share-authority'), until } });
  const seq = await act('correction', {
    ...{ type: 'RecordCorrection', about: { field: 'nickname' }, standing: 'attached', askedBy: 'party.15' },
    ...{ words: put('correction'), authority: free('correction-law'), reasons: put('correction-reasons') },
  });
  const told = { correction: `correction.${seq}`, recipient: 'agency:9', how: 'told' } as const;
  await act('told', { type: 'SettleRecipient', ...told, words: put('correction-told') });
  await receive(deps, notes);
  const given = { how: 'spoken', on: '2026-01-02', document: null } as const;
  const consent = { kind: 'consent', purpose: 'care', of: 'party.15', sections: null, given, until: null } as const;
  const recipients = [`team:${free('consent-recipient')}`];
  const number = await act('consent', { type: 'GiveAccess', fact: { ...consent, recipients } });
  await act('withdrawn', { type: 'EndAccess', fact: `consent.${number}`, reason: free('consent-withdrawn') });
}

/** As the program tells it of a fact that was taken from another case. */
async function receive(deps: CommandDeps, { tenant, caseId, put }: CanaryNotes): Promise<void> {
  const by: Principal = {
    ...{ tenant, person: 'system.corrections', authority: 'corrections', name: 'Corrections', teams: [] },
    holding: 'program',
  };
  const outcome = await executeCommand(deps, by, {
    caseId,
    command: {
      ...{ type: 'ReceiveCorrection', field: 'nickname', from: { caseId, correction: 'correction.999' } },
      correction: {
        ...{ standing: 'attached', words: put('received'), reasons: put('received-reasons') },
        ...{ askedOn: '2026-01-02', authority: 'Act s 1' },
      },
    },
    idempotencyKey: `received ${caseId}`,
  });
  if (outcome.kind !== 'applied') throw new Error(`A correction was not received: ${JSON.stringify(outcome)}`);
}
