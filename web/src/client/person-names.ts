// Names for the ids of people. Only the demonstration lists its people so far; elsewhere an id stands for itself.
import { useQuery } from '@tanstack/react-query';
import { personasQuery } from './queries.ts';
import { useSession } from './session.ts';
import { useStandingInFor } from './standing-in.ts';

/** A function from a person's id to what to call them. */
export function usePersonNames(): (personId: string) => string {
  const session = useSession();
  const colleague = useStandingInFor();
  const personas = useQuery(personasQuery).data?.items ?? [];
  return (personId) => {
    if (personId === session?.personId) return session.name;
    if (personId === colleague?.personId) return colleague.name;
    return personas.find((persona) => persona.personId === personId)?.name ?? personId;
  };
}
