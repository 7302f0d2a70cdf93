// Sends what is due by mail. Each row is taken, and that committed, before a word is said to the server for mail; what became of it is
// committed after. Whoever is killed between the two leaves a row that nobody sends again: it is told as uncertain.
import type { CommandDeps } from '../commands/execute-command.ts';
import { programContext } from '../store/context.ts';
import { claimDispatch, giveUpLeases, settleDispatch, type DispatchRow, type Settled } from '../store/dispatches.ts';
import { letterToSend, type LetterToSend, type ReadFiled } from './letter-to-send.ts';
import { writeMail } from './mail-message.ts';
import type { MailServer } from './mail-server.ts';

export interface SendingDeps {
  readonly deps: CommandDeps;
  readonly readFiled: ReadFiled;
  readonly mail: MailServer;
  /** Address by the short name of the agency. */
  readonly from: ReadonlyMap<string, string>;
  readonly times?: SendingTimes;
}

export interface SendingTimes {
  /** How long somebody may be at one; longer than all waits for the server together. */
  readonly leaseMs: number;
  /** The first wait after a refusal for now; each one after is twice as long. */
  readonly againMs: number;
  /** After so long it is given up. */
  readonly untilMs: number;
}

/** Servers that refuse whom they do not know take them after some minutes; after two days nobody will. */
export const SENDING_TIMES: SendingTimes = { leaseMs: 10 * 60_000, againMs: 2 * 60_000, untilMs: 48 * 3_600_000 };

const LONGEST_WAIT_MS = 4 * 3_600_000;
const SYSTEM = 'system.dispatch';

export interface Agency {
  readonly tenant: number;
  readonly slug: string;
  readonly name: string;
}

export interface SendingRound {
  readonly sent: number;
  readonly again: number;
  readonly failed: number;
}

/** Sends everything that is due in one agency, one after the other. */
export async function sendDue(sending: SendingDeps, agency: Agency, signal?: AbortSignal): Promise<SendingRound> {
  const { deps, from, times = SENDING_TIMES } = sending;
  const { tenant } = agency;
  const context = programContext(tenant, SYSTEM);
  const round = { sent: 0, again: 0, failed: 0 };
  await deps.database.once(context, [giveUpLeases(tenant, new Date(deps.nowMs()).toISOString())]);
  const sender = from.get(agency.slug);
  if (sender === undefined) return round;
  while (signal?.aborted !== true) {
    const nowMs = deps.nowMs();
    const [now, leaseUntil] = [nowMs, nowMs + times.leaseMs].map((ms) => new Date(ms).toISOString());
    const taken = { way: 'mail' as const, now: now ?? '', leaseUntil: leaseUntil ?? '' };
    const [claimed] = await deps.database.once(context, [claimDispatch(tenant, taken)]);
    const [row] = claimed.rows;
    if (row === undefined) return round;
    const settled = await sendOne({ ...sending, times }, { agency, sender, row });
    await deps.database.once(context, [settleDispatch(tenant, row, settled)]);
    round[settled.state === 'sent' ? 'sent' : settled.state === 'waiting' ? 'again' : 'failed'] += 1;
  }
  return round;
}

interface ToSend {
  readonly agency: Agency;
  readonly sender: string;
  readonly row: DispatchRow;
}

async function sendOne(
  sending: SendingDeps & { readonly times: SendingTimes },
  { agency, sender, row }: ToSend,
): Promise<Settled> {
  const { deps, mail, times } = sending;
  const settled = (state: Settled['state'], reason: string | null, nextAt: string | null = null): Settled => ({
    ...{ state, reason, nextAt, at: new Date(deps.nowMs()).toISOString() },
  });
  const found = await letterToSend(sending, { ...agency, email: sender }, row);
  if ('stopped' in found) return settled('stopped', found.stopped);
  const message = await messageOf(found.letter, { agency, sender, row });
  const to = found.letter.contact.email ?? '';
  const handed = await mail({ from: sender, to, message, dispatch: row.dispatch });
  switch (handed.kind) {
    case 'accepted':
      return settled('sent', null);
    case 'refused':
      return settled('failed', `smtp-${handed.code}`);
    case 'unknown':
      return settled('uncertain', 'no-answer');
    case 'delayed': {
      const nowMs = deps.nowMs();
      const reason = handed.code === 0 ? 'smtp-unreached' : `smtp-${handed.code}`;
      if (nowMs - Date.parse(row.created_at) >= times.untilMs) return settled('failed', reason);
      const waitMs = Math.min(times.againMs * 2 ** Math.min(row.attempts - 1, 20), LONGEST_WAIT_MS);
      return settled('waiting', reason, new Date(nowMs + waitMs).toISOString());
    }
  }
}

function messageOf(
  { reference, contact, letter, calendar }: LetterToSend,
  { agency, sender, row }: ToSend,
): Promise<Buffer> {
  return writeMail({
    ...{ dispatch: row.dispatch, reference, letter, calendar, to: contact.email ?? '' },
    from: { name: agency.name, email: sender },
    // The same in every attempt.
    writtenAt: new Date(row.created_at),
  });
}
