// For a page that failed while it was drawn, or whose code could not be loaded.
import { Link } from '@tanstack/react-router';
import { appTexts } from '#texts/app';
import { PageTitle } from '../ui/page-title.tsx';

export function Crashed() {
  return (
    <>
      <PageTitle title={appTexts.states.crashed} />
      <p className="lead">{appTexts.states.crashedHint}</p>
      <p>
        <Link to="/work" className="button button-primary" reloadDocument>
          {appTexts.states.toWork}
        </Link>
      </p>
    </>
  );
}
