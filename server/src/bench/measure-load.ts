// The load of teams over HTTP at the size of the large database, policy and access log on: what a supervisor of one team and of all of them
// waits for, one question at a time.
import type { ChildServer } from './child-server.ts';
import type { WireRequest } from './http-client.ts';
import { askAlone } from './http-load.ts';

export interface LoadFigure {
  readonly reader: string;
  readonly question: string;
  /** Open tasks that the board counts for this reader, and whether there are more than it looked at. */
  readonly tasks: number;
  readonly isExact: boolean;
  readonly asked: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface LoadPlan {
  readonly seconds: number;
  /** Sessions of each kind of reader. */
  readonly readers: Readonly<Record<string, readonly string[]>>;
}

const BOARD = 'the load board';
const QUESTIONS: Readonly<Record<string, string>> = {
  [BOARD]: 'team/load',
  'a page of what is overdue': 'team/tasks?due=overdue',
  'a page of what is due later and nobody has': 'team/tasks?due=later&holder=nobody',
  'the deadlines at risk': 'team/clocks',
};

export async function measureLoad(server: ChildServer, { seconds, readers }: LoadPlan): Promise<readonly LoadFigure[]> {
  const figures: LoadFigure[] = [];
  for (const [reader, cookies] of Object.entries(readers)) {
    let counted = { tasks: 0, isExact: true };
    for (const [question, path] of Object.entries(QUESTIONS)) {
      const requestOf = (turn: number): WireRequest => {
        const cookie = cookies[turn % cookies.length] ?? '';
        return { method: 'GET', path: `/api/v1/${path}`, headers: { cookie }, body: null };
      };
      const { requests: asked, p50Ms, p95Ms, body } = await askAlone(server.port, { seconds, requestOf });
      if (question === BOARD) {
        // An answer of our own server.
        const { all, isExact } = JSON.parse(body) as { all: { all: number }; isExact: boolean };
        counted = { tasks: all.all, isExact };
      }
      figures.push({ reader, question, ...counted, asked, p50Ms, p95Ms });
    }
  }
  return figures;
}
