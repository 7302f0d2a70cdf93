// For an address that names no page.
import { Link } from '@tanstack/react-router';
import { en } from '../texts/en.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { EntryShell } from './entry-shell.tsx';

export function NotFound() {
  return (
    <EntryShell>
      <PageTitle title={en.states.notFound} />
      <p className="lead">{en.states.notFoundHint}</p>
      <p>
        <Link to="/work" className="button button-primary">
          {en.states.toWork}
        </Link>
      </p>
    </EntryShell>
  );
}
