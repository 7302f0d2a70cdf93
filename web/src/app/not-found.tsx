// For an address that names no page.
import { Link } from '@tanstack/react-router';
import { firstTexts } from '#texts/first';
import { PageTitle } from '../ui/page-title.tsx';
import { EntryShell } from './entry-shell.tsx';

export function NotFound() {
  return (
    <EntryShell>
      <PageTitle title={firstTexts.states.notFound} />
      <p className="lead">{firstTexts.states.notFoundHint}</p>
      <p>
        <Link to="/work" className="button button-primary">
          {firstTexts.states.toWork}
        </Link>
      </p>
    </EntryShell>
  );
}
