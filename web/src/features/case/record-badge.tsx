// Whether the record of the case verifies, as a link to what was checked.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { chainQuery } from '../../client/queries.ts';
import type { ChainReport } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { Icon } from '../../ui/icon.tsx';

export function RecordBadge({ caseId }: { readonly caseId: string }) {
  const chain = useQuery(chainQuery(caseId));
  const report = chain.data;
  return (
    <p className="record">
      <Link to="/cases/$caseId/record" params={{ caseId }} className={`record-link record-${toneOf(report)}`}>
        <Icon name={report?.verified === false ? 'warning' : 'chain'} />
        {chain.isError && report === undefined ? appTexts.record.unknown : recordWords(report)}
      </Link>
    </p>
  );
}

function recordWords(report: ChainReport | undefined): string {
  if (report === undefined) return appTexts.record.checking;
  return report.verified ? appTexts.record.verified(report.events) : appTexts.record.broken;
}

function toneOf(report: ChainReport | undefined): 'good' | 'bad' | 'neutral' {
  if (report === undefined) return 'neutral';
  return report.verified ? 'good' : 'bad';
}
