// What can be done with a case beside its work, in one row: why, who viewed it, sharing it, adding documents, deciding.
import { Link } from '@tanstack/react-router';
import type { CaseView } from '../../client/types.ts';
import { caseToolsTexts as texts } from '#texts/case-tools';
import { Button, KeyHint } from '../../ui/button.tsx';
import { openCaseWindow } from '../../ui/case-window.ts';

export function CaseTools({ view: { caseId, kept } }: { readonly view: CaseView }) {
  const mayDecide = kept.determinations.some(({ may }) => may.includes('make'));
  const mayAdd = kept.kinds.documents.some((kind) => kind.mayAdd);
  return (
    <div className="page-actions" role="group" aria-label={texts.label}>
      {mayDecide ? (
        <Button keyHint="d" data-command="decide" onClick={() => openCaseWindow({ kind: 'decide', caseId })}>
          {texts.decide}
        </Button>
      ) : null}
      {mayAdd ? (
        <Link
          to="/cases/$caseId/documents"
          params={{ caseId }}
          hash="add"
          className="button button-quiet"
          data-command="documents"
        >
          {texts.documents}
          <KeyHint keys="u" />
        </Link>
      ) : null}
      <Button look="quiet" keyHint="w" data-command="why" onClick={() => openCaseWindow({ kind: 'why', caseId })}>
        {texts.why}
      </Button>
      <Link to="/cases/$caseId/readers" params={{ caseId }} className="button button-quiet" data-command="viewed">
        {texts.viewed}
        <KeyHint keys="v" />
      </Link>
      <Button look="quiet" keyHint="s" data-command="share" onClick={() => openCaseWindow({ kind: 'share', caseId })}>
        {texts.share}
      </Button>
    </div>
  );
}
