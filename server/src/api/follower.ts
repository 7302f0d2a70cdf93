// The streams of one session as one: who has it, as proved last, and what their rights hang on.
import { standsOn } from '../queries/prove-sessions.ts';
import type { Reader } from '../queries/sessions.ts';
import type { ApiDoors } from './api-options.ts';
import type { StreamCall } from './route.ts';

export interface Hint {
  readonly caseId: string;
  readonly version: number;
}

/** The streams of one session. */
export interface Follower {
  readonly credential: string;
  readonly calls: Set<StreamCall<Hint>>;
  readonly changed: Set<string>;
  /** As proved last. */
  reader: Reader;
  /** What opens cases to them; only to leave early what they cannot see. */
  holding: ReadonlySet<string>;
  standsOn: ReadonlySet<string>;
  /** A round is under way or will be. */
  gathering: boolean;
  ended: boolean;
}

export function followerOf({ credential, reader }: StreamCall<Hint>): Follower {
  const of = { credential, calls: new Set<StreamCall<Hint>>(), changed: new Set<string>(), gathering: false };
  return { ...of, ended: false, ...seenAs(credential, reader) };
}

function seenAs(credential: string, reader: Reader): Pick<Follower, 'reader' | 'holding' | 'standsOn'> {
  const { holding } = reader.principal;
  return {
    ...{ reader, standsOn: standsOn({ credential, reader }) },
    holding: new Set(holding === 'program' ? [] : holding),
  };
}

/** Looks the session up anew: false when it has ended or gives other rights than the streams were opened with. */
export async function holdsStill(doors: ApiDoors, follower: Follower): Promise<boolean> {
  return isSame(follower, await doors.queries.sessions.renew(follower.credential));
}

/** Takes over who has the session now, where they have the same rights. */
export function isSame(follower: Follower, reader: Reader | null): boolean {
  if (reader === null || reader.rights !== follower.reader.rights) return false;
  Object.assign(follower, seenAs(follower.credential, reader));
  return true;
}
