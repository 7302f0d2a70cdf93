// Saying that one has a case open, and hearing who else has.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import type { Presence } from '../presence.ts';
import * as shapes from '../presence-schemas.ts';
import { defineRoute } from '../route.ts';
import { CaseParams } from '../schemas.ts';

export function registerPresenceRoutes(app: FastifyInstance, doors: ApiDoors, presence: Presence): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/presence',
    summary: 'Say that you have a case open, or left it, and hear who else has it open. Say it again every 15 seconds.',
    audit: 'oversight',
    action: 'read-case',
    params: CaseParams,
    body: shapes.BeHereRequest,
    answer: shapes.OthersHere,
    handler: async ({ by, params: { caseId }, body: { window, doing } }) => {
      const { tenant, person } = by.principal;
      const of = { tenant, caseId };
      const mine = { person, window };
      const before = presence.saidBy(of, mine);
      const others = presence.others(of, person);
      // Whoever is alone tells the other processes once that they came, and not every time that they are still there.
      const isTold = doing !== before || others.length > 0;
      const said = { caseId, window, doing, isNew: before === null, isTold, others: others.map((one) => one.person) };
      const answer = await doors.sayHere(by, said);
      if (answer.kind !== 'done') return answer;
      if (doing === before) presence.renew(of, mine);
      const shown = others.flatMap((one) => {
        const name = answer.value.get(one.person);
        return name === undefined ? [] : [{ name, doing: one.doing }];
      });
      return { kind: 'done', value: { others: doing === null ? [] : shown } };
    },
  });
}
