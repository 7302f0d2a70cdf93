// What people do with letters, messages, calls and meetings: write, have it approved by somebody else, send, hear that it came back, and
// record what came in and was said.
import type { CaseCommand } from '../case/case.ts';
import type { CommunicationDefinition } from '../definition/definition.ts';
import { type Acting, currentIn, duty, kept, type Named, namedContent, option, type PossibleAct } from './acting.ts';
import { isAwaited } from './awaited-kinds.ts';
import { someOf, wordsOn } from './made-words.ts';

export function communicationActs(acting: Acting): readonly PossibleAct[] {
  return [...acting.caseType.communications.values()].flatMap((kind) => [
    ...(acting.isEnding ? [] : beginning(acting, kind)),
    ...kept(acting, 'communication', kind.name).flatMap(([id, one]) => movesOf(acting, kind, [id, one])),
  ]);
}

function beginning(acting: Acting, kind: CommunicationDefinition): readonly PossibleAct[] {
  const { caseType, chance } = acting;
  const { name: of, form, direction, channels, with: roles } = kind;
  const parties = currentIn(acting, roles);
  const all = kept(acting, 'communication', of);
  if (parties.length === 0) return [];
  const isWritten = form === 'letter' || form === 'message';
  const weight = all.length === 0 && isAwaited(caseType, of) ? 2.5 : 0.6;
  const content = namedContent(acting);
  const parts = (): Omit<Extract<CaseCommand, { type: 'DraftCommunication' }>, 'type' | 'of'> => ({
    ...{ channel: chance.maybe(channels)?.value ?? '', with: someOf(chance, parties) },
    subject: wordsOn(chance, 'subject'),
    ...(content === undefined ? {} : { content }),
  });
  const writes =
    content !== undefined && isWritten && direction !== 'in' && all.every(([, { status }]) => status !== 'drafted');
  const comes = direction !== 'out' ? 'in' : 'out';
  const records = !isWritten || direction !== 'out';
  const answers = chance.maybe(all.filter(([, { direction: went }]) => went === 'out'))?.[0];
  const answering = answers === undefined || comes === 'out' ? {} : { answers };
  return [
    ...(writes
      ? [
          {
            name: `Write ${of}`,
            weight,
            doing: () => ({ command: { type: 'DraftCommunication' as const, of, ...parts() } }),
          },
        ]
      : []),
    ...(records
      ? [
          {
            name: `RecordCommunication ${of}`,
            weight: weight / 2,
            doing: (): { readonly command: CaseCommand } => ({
              command: { type: 'RecordCommunication', of, direction: comes, ...parts(), ...answering },
            }),
          },
        ]
      : []),
  ];
}

function movesOf(
  acting: Acting,
  { name: of, approvedBy, with: roles }: CommunicationDefinition,
  [entry, { status, content, writtenBy, with: parties }]: Named<'communication'>,
): readonly PossibleAct[] {
  const { chance, isEnding } = acting;
  const reason = wordsOn(chance, 'reasons');
  const on = { of, entry };
  const current = currentIn(acting, roles);
  // Nothing goes out to who is no longer a party.
  const goes = parties.every((party) => current.includes(party));
  const give = duty(isEnding ? 1 : goes ? 0.05 : 2, { type: 'DiscardCommunication', ...on, reason });
  const now = namedContent(acting);
  const rewrites: readonly CaseCommand[] =
    now === undefined ? [] : [{ type: 'ReviseCommunication', ...on, content: now }];
  switch (status) {
    case 'drafted':
      if (!goes) return [give];
      return [
        approvedBy === undefined
          ? duty(3, { type: 'SendCommunication', ...on })
          : duty(3, { type: 'ApproveCommunication', ...on, content: content ?? '' }, { notBy: writtenBy }),
        ...(isEnding ? [] : rewrites.map((rewrite) => option(0.2, rewrite))),
        give,
      ];
    case 'approved':
      return [goes ? duty(4, { type: 'SendCommunication', ...on }) : give];
    case 'bounced':
      if (!goes) return [give];
      return [...rewrites.map((one) => duty(1, one)), duty(1, { type: 'SendCommunication', ...on }), give];
    case 'sent':
      if (isEnding) return [];
      return [
        option(1, { type: 'DeliverCommunication', ...on }),
        option(0.1, { type: 'BounceCommunication', ...on, reason }),
      ];
    case 'delivered':
    case 'discarded':
    case 'recorded':
      return [];
  }
}
