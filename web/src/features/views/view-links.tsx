// The saved views in the menu: one's own, and those of one's teams. Nothing is there where there are none.
import { useQuery } from '@tanstack/react-query';
import { viewsQuery } from '../../client/views.ts';
import { viewsTexts as texts } from '#texts/views';
import { ViewLink } from './view-link.tsx';

export function ViewLinks() {
  const views = useQuery(viewsQuery).data?.items ?? [];
  if (views.length === 0) return null;
  return (
    <>
      <p className="nav-title">{texts.menu}</p>
      <ul className="nav-list">
        {views.map((view) => (
          <li key={view.view}>
            <ViewLink view={view} className="nav-link" />
          </li>
        ))}
      </ul>
    </>
  );
}
