// Why somebody can or cannot see a case: what lets them in, and each thing that must hold besides.
import type { WhyAccess } from '../../client/access.ts';
import { accessTexts } from '#texts/access';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FactWords } from './fact-words.tsx';

export function WhyAnswer({ answer, takeFocus = false }: { readonly answer: WhyAccess; readonly takeFocus?: boolean }) {
  const title = answer.allowed ? accessTexts.can(answer.name) : accessTexts.cannot(answer.name);
  return (
    <>
      <Notice tone={answer.allowed ? 'good' : 'warn'} title={title} takeFocus={takeFocus}>
        {answer.unknown === null ? null : <p>{answer.unknown}</p>}
        {answer.onBehalfOf === null ? null : <p>{accessTexts.standsIn(answer.onBehalfOf)}</p>}
        {answer.seat === null ? null : <p>{accessTexts.bySeat(answer.seat.says)}</p>}
      </Notice>
      {answer.unknown === null ? <Tree answer={answer} /> : null}
    </>
  );
}

function Tree({ answer }: { readonly answer: WhyAccess }) {
  return (
    <>
      <h3>{accessTexts.grants}</h3>
      {answer.grants.length === 0 ? <p className="quiet">{accessTexts.noGrant}</p> : null}
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
      <h3>{accessTexts.terms}</h3>
      <ul className="reasons">
        {answer.terms.map((term) => (
          <li key={term.term}>
            <Holds holds={term.holds} /> <strong>{accessTexts.termNames[term.term] ?? term.term}</strong>
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
  return <Badge tone={holds ? 'good' : 'warn'}>{holds ? accessTexts.holds : accessTexts.holdsNot}</Badge>;
}
