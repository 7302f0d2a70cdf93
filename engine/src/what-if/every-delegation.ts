// Who may decide is not what a replay asks: everybody who decided then may.
import type { CommandContext } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';

type Delegations = NonNullable<CommandContext['delegations']>;

/** Each of these people holds every instrument that a kind of case names, at all times. */
export function everyDelegation({ determinations }: CaseType, people: readonly string[]): Delegations {
  return [...determinations.values()].flatMap(({ delegation }) =>
    delegation === undefined
      ? []
      : people.map((person) => ({
          ...{ id: `${delegation.instrument}/${person}`, instrument: delegation.instrument, person },
          ...{ from: '0001-01-01', until: null },
        })),
  );
}
