// What a team is called, for the teams of the person who is signed in; another team's short name stands for itself.
import { useSession } from './session.ts';

export function useTeamTitles(): (team: string) => string {
  const session = useSession();
  return (team) => session?.teams.find((candidate) => candidate.team === team)?.title ?? team;
}
