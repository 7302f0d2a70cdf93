// For an address that names no page.
import { Link } from '@tanstack/react-router';
import { appTexts } from '#texts/app';
import { PageTitle } from '../ui/page-title.tsx';
import { EntryShell } from './entry-shell.tsx';

export function NotFound() {
  return (
    <EntryShell>
      <PageTitle title={appTexts.states.notFound} />
      <p className="lead">{appTexts.states.notFoundHint}</p>
      <p>
        <Link to="/work" className="button button-primary">
          {appTexts.states.toWork}
        </Link>
      </p>
    </EntryShell>
  );
}
