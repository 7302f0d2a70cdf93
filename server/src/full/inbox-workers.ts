// People who work an inbox while it is killed: they take what is there, file it, reject it, say that it came before, or give it back.
import { untilAnswered, type Bringing } from './document-client.ts';
import { pause } from './running-office.ts';

export interface WorkTally {
  filed: number;
  rejected: number;
  duplicates: number;
  released: number;
  /** Refusals by code: a colleague was first, or all of it was held back. */
  readonly refused: Record<string, number>;
  readonly unexpected: string[];
}

export interface Work {
  readonly caseIds: readonly string[];
  readonly over: { readonly isOver: boolean };
  readonly tally: WorkTally;
}

interface Item {
  readonly item: string;
  readonly isWhole: boolean;
  readonly parts: readonly { readonly number: number; readonly state: string; readonly refused: object | null }[];
}

/** What a colleague, or a kill after which the answer was lost, may have done already. */
const EXPECTED = ['item-ended', 'item-claimed', 'original-unknown', 'not-found', 'part-unknown', 'key-reused'];

export async function workItems(bringing: Bringing, work: Work): Promise<void> {
  const { chance } = bringing;
  while (!work.over.isOver) {
    const listed = await read<{ items: readonly { item: string; isWhole: boolean }[] }>(bringing, 'inbox/items');
    const whole = listed?.items.filter(({ item, isWhole }) => isWhole && isWorked(item)) ?? [];
    const chosen = whole[chance.between(0, Math.max(0, whole.length - 1))];
    if (chosen === undefined || chance.percent(70)) {
      await pause(100);
      continue;
    }
    const view = await read<Item>(bringing, `inbox/items/${chosen.item}`);
    if (view !== null) await workOne(bringing, work, { view, others: whole.map(({ item }) => item) });
  }
}

/** About half of what comes is left waiting, to be compared with what was sent. */
function isWorked(item: string): boolean {
  return /[02468ace]$/.test(item);
}

async function workOne(
  bringing: Bringing,
  work: Work,
  { view, others }: { readonly view: Item; readonly others: readonly string[] },
): Promise<void> {
  const { chance } = bringing;
  const { tally, caseIds } = work;
  const { item } = view;
  if (!(await step(bringing, tally, { item, act: 'take', body: {} }))) return;
  const does = chance.between(1, 100);
  const open = view.parts.filter(({ state, refused }) => state === 'waiting' && refused === null);
  if (does <= 55 && open.length > 0) {
    const documents = open.map(({ number }) => ({ number, kind: 'paper', title: `Part ${number}` }));
    const body = { caseId: caseIds[chance.between(0, caseIds.length - 1)], documents, isAll: chance.percent(70) };
    if (await step(bringing, tally, { item, act: 'file', body })) tally.filed += 1;
  } else if (does <= 70) {
    if (await step(bringing, tally, { item, act: 'reject', body: { reason: 'Not for us.' } })) tally.rejected += 1;
  } else if (does <= 75) {
    const body = { of: others.find((one) => one !== item) ?? item, reason: 'It came before.' };
    if (await step(bringing, tally, { item, act: 'duplicate', body })) tally.duplicates += 1;
  }
  // Whatever became of it: what still waits is given back.
  if (await step(bringing, tally, { item, act: 'release', body: {} })) tally.released += 1;
}

interface Step {
  readonly item: string;
  readonly act: string;
  readonly body: object;
}

async function step(bringing: Bringing, tally: WorkTally, { item, act, body }: Step): Promise<boolean> {
  const path = `/api/v1/inbox/items/${item}/${act}`;
  const answer = await untilAnswered(bringing, { method: 'POST', path, body: JSON.stringify(body) });
  if (answer.status === 200) return true;
  // A problem, as the reference has it.
  const { code = '' } = JSON.parse(answer.body.toString('utf8')) as { readonly code?: string };
  tally.refused[code] = (tally.refused[code] ?? 0) + 1;
  if (!EXPECTED.includes(code)) tally.unexpected.push(`${act} was answered ${answer.status} ${code}.`);
  return false;
}

async function read<T>(bringing: Bringing, path: string): Promise<T | null> {
  const answer = await untilAnswered(bringing, { method: 'GET', path: `/api/v1/${path}` });
  // The shape of the answers of these two routes, as the reference has it.
  return answer.status === 200 ? (JSON.parse(answer.body.toString('utf8')) as T) : null;
}
