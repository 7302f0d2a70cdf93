// Where those who watch over reads can go, and those who audit.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reviewsQuery } from '../client/oversight.ts';
import { firstTexts } from '#texts/first';
import { noticesTexts } from '#texts/notices';
import { NavGroup } from './nav-group.tsx';

export function OversightLinks({ watches }: { readonly watches: boolean }) {
  return (
    <NavGroup title={firstTexts.oversight.navigation}>
      <li>
        {watches ? (
          <ReviewsLink />
        ) : (
          <Link to="/audit" className="nav-link">
            {firstTexts.oversight.audit}
          </Link>
        )}
      </li>
      {watches ? (
        <>
          <li>
            <Link to="/emergencies" className="nav-link">
              {noticesTexts.statistics.title}
            </Link>
          </li>
          <li>
            <Link to="/access-rules" className="nav-link">
              {firstTexts.rules.title}
            </Link>
          </li>
        </>
      ) : null}
    </NavGroup>
  );
}

/** Says how much waits, wherever they are: that is how they are told. */
function ReviewsLink() {
  const pages = useInfiniteQuery({ ...reviewsQuery('open'), staleTime: 60_000 }).data?.pages ?? [];
  const open = pages.flatMap((page) => page.items);
  const overdue = open.filter((review) => review.overdue).length;
  return (
    <Link to="/reviews" activeOptions={{ includeSearch: false }} className="nav-link">
      {firstTexts.oversight.reviews(open.length, overdue)}
    </Link>
  );
}
