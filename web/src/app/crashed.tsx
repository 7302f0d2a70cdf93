// For a page that failed while it was drawn, or whose code could not be loaded.
import { Link } from '@tanstack/react-router';
import { firstTexts } from '#texts/first';
import { PageTitle } from '../ui/page-title.tsx';

export function Crashed() {
  return (
    <>
      <PageTitle title={firstTexts.states.crashed} />
      <p className="lead">{firstTexts.states.crashedHint}</p>
      <p>
        <Link to="/work" className="button button-primary" reloadDocument>
          {firstTexts.states.toWork}
        </Link>
      </p>
    </>
  );
}
