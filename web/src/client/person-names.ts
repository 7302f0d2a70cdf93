// Names for the ids of people. Only the demonstration lists its people so far; elsewhere an id stands for itself.
import { useQuery } from '@tanstack/react-query';
import { personasQuery } from './queries.ts';
import { useSession } from './session.ts';

/** A function from a person's id to what to call them. */
export function usePersonNames(): (personId: string) => string {
  const session = useSession();
  const personas = useQuery(personasQuery).data?.items ?? [];
  return (personId) => {
    if (personId === session?.personId) return session.name;
    return personas.find((persona) => persona.personId === personId)?.name ?? personId;
  };
}
