// For a page that failed while it was drawn, or whose code could not be loaded.
import { Link } from '@tanstack/react-router';
import { en } from '../texts/en.ts';
import { PageTitle } from '../ui/page-title.tsx';

export function Crashed() {
  return (
    <>
      <PageTitle title={en.states.crashed} />
      <p className="lead">{en.states.crashedHint}</p>
      <p>
        <Link to="/work" className="button button-primary" reloadDocument>
          {en.states.toWork}
        </Link>
      </p>
    </>
  );
}
