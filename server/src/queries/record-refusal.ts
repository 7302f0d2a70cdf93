// What is refused outside a transaction of its own, and is on record all the same before it is answered.
import type { RecordRead } from './record-read.ts';
import type { Reader } from './sessions.ts';

/** A command that was refused and leaves no event, though the refusal says something of a case. */
export interface RefusalFacts {
  readonly action: string;
  readonly caseIds: readonly string[];
}

/** Something asked for in the name of somebody who has handed nothing over. */
export interface NotHandedOver extends RefusalFacts {
  readonly onBehalfOf: string;
}

export interface Refusals {
  readonly recordRefusal: (reader: Reader, refusal: RefusalFacts) => Promise<void>;
  readonly recordNotHandedOver: (reader: Reader, refusal: NotHandedOver) => Promise<void>;
}

export function openRefusals(record: RecordRead): Refusals {
  return {
    recordRefusal: ({ principal, purpose = null }, { action, caseIds }) => {
      const { tenant, person, authority, onBehalfOf = null } = principal;
      const what = { action: `refused:${action}`, caseIds, denied: false, purpose };
      return record(tenant, { person, authority, onBehalfOf, ...what });
    },
    recordNotHandedOver: ({ principal, purpose = null }, { action, caseIds, onBehalfOf }) => {
      const { tenant, person, authority } = principal;
      return record(tenant, { person, authority, onBehalfOf, action, caseIds, denied: true, purpose });
    },
  };
}
