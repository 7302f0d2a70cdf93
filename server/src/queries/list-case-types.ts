// The kinds of case of an agency, with the form that opens each and whether the reader may.
import { emergenciesOf, type CaseType, type EmergencyDefinition } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import { authorize, withoutCaseFile } from '@casewright/engine/policy';
import { faceOfForm, type FormFace } from '@casewright/engine/view';
import { listCaseTypes as listCaseTypesStatement } from '../store/find-case-type.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { allOf, following } from './at-once.ts';
import { spokenTo, type CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface CaseTypeView {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly purpose: string;
  readonly mayOpen: boolean;
  /** Titles of the roles that may, in the language of the reader. */
  readonly openedBy: readonly string[];
  /** Kinds of emergency in which its cases may be opened. */
  readonly emergencies: readonly EmergencyDefinition[];
  readonly opening: FormFace;
}

export function listCaseTypes(
  send: SendReading,
  reader: Reader,
  { caseTypes, nowMs }: { readonly caseTypes: CaseTypes; readonly nowMs: number },
): Promise<ReadAnswer<{ readonly items: readonly CaseTypeView[] }>> {
  return answerRead(send, reader, {
    action: { type: 'list-case-types' },
    name: 'list-case-types',
    asked: [],
    statements: [listCaseTypesStatement(reader.principal.tenant, nowMs)],
    fold: ([list]) => {
      const published = list.rows.map((row) => caseTypes.byHash(reader.principal, row.hash));
      return following(allOf(published), (known) => ({
        view: withoutCaseFile({ items: known.map((caseType) => viewOf(spokenTo(reader, caseType), reader.principal)) }),
        caseIds: [],
      }));
    },
  });
}

function viewOf(caseType: CaseType, principal: Principal): CaseTypeView {
  return {
    name: caseType.name,
    version: caseType.version,
    title: caseType.title,
    purpose: caseType.purpose.statement,
    mayOpen: caseType.opening.by.some(
      (by) =>
        authorize(
          principal,
          { type: 'command', command: 'OpenCase', by },
          { tenant: principal.tenant, team: caseType.team },
        ).allowed,
    ),
    openedBy: caseType.opening.by.map((by) => caseType.roles.get(by)?.title ?? by),
    emergencies: emergenciesOf(caseType),
    opening: faceOfForm(caseType, caseType.opening.form, {}),
  };
}
