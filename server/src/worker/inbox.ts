// Tells whoever has an item of the inbox, or answers for its queue, that it is nearly due or late: once, from the day before it is due.
// What is told stands among their notices for as long as it waits.
import { addDays, dateOf } from '@casewright/engine/calendar';
import type { CommandDeps } from '../commands/execute-command.ts';
import { programContext } from '../store/context.ts';
import { readQueues } from '../store/inbound.ts';
import { tellDueItems } from '../store/inbound-work.ts';

const SYSTEM = 'system.inbox';
/** So many days before it is due. */
const AHEAD_DAYS = 1;

/** @returns how many items were told of now; of each once, by however many processes */
export async function tellDue(
  { database, nowMs }: Pick<CommandDeps, 'database' | 'nowMs'>,
  tenant: number,
): Promise<number> {
  const context = programContext(tenant, SYSTEM);
  const at = new Date(nowMs()).toISOString();
  const [queues] = await database.once(context, [readQueues(tenant, null)]);
  if (queues.count === 0) return 0;
  const told = await database.once(
    context,
    queues.rows.map(({ queue, zone }) =>
      tellDueItems(tenant, { queue, by: addDays(dateOf(at, zone), AHEAD_DAYS), at }),
    ),
  );
  return told.reduce((sum, { count }) => sum + count, 0);
}
