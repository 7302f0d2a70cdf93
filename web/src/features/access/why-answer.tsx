// Why somebody can or cannot see a case: what lets them in, and each thing that must hold besides.
import type { WhyAccess } from '../../client/access.ts';
import { en } from '../../texts/en.ts';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FactWords } from './fact-words.tsx';

export function WhyAnswer({ answer, takeFocus = false }: { readonly answer: WhyAccess; readonly takeFocus?: boolean }) {
  const title = answer.allowed ? en.access.can(answer.name) : en.access.cannot(answer.name);
  return (
    <>
      <Notice tone={answer.allowed ? 'good' : 'warn'} title={title} takeFocus={takeFocus}>
        {answer.unknown === null ? null : <p>{answer.unknown}</p>}
        {answer.onBehalfOf === null ? null : <p>{en.access.standsIn(answer.onBehalfOf)}</p>}
        {answer.seat === null ? null : <p>{en.access.bySeat(answer.seat.says)}</p>}
      </Notice>
      {answer.unknown === null ? <Tree answer={answer} /> : null}
    </>
  );
}

function Tree({ answer }: { readonly answer: WhyAccess }) {
  return (
    <>
      <h3>{en.access.grants}</h3>
      {answer.grants.length === 0 ? <p className="quiet">{en.access.noGrant}</p> : null}
      <ul className="reasons">
        {answer.grants.map((grant, index) => (
          <li key={index}>
            <Holds holds={grant.holds} /> <FactWords fact={grant.fact} />
            {grant.missing.map((sentence) => (
              <p key={sentence} className="quiet">
                {sentence}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <h3>{en.access.terms}</h3>
      <ul className="reasons">
        {answer.terms.map((term) => (
          <li key={term.term}>
            <Holds holds={term.holds} /> <strong>{en.access.termNames[term.term] ?? term.term}</strong>
            {term.against.map((sentence) => (
              <p key={sentence} dir="auto">
                {sentence}
              </p>
            ))}
            <p className="quiet">{term.says}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Holds({ holds }: { readonly holds: boolean }) {
  return <Badge tone={holds ? 'good' : 'warn'}>{holds ? en.access.holds : en.access.holdsNot}</Badge>;
}
