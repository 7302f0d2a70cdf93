// The window about a case that is open, whichever it is.
import { openCaseWindow, type CaseWindow } from '../../ui/case-window.ts';
import { AssignWindow } from './assign-window.tsx';
import { DecideWindow } from './decide-window.tsx';
import { ShareWindow } from './share-window.tsx';
import { WhyWindow } from './why-window.tsx';

export function CaseWindows({ open }: { readonly open: CaseWindow }) {
  const close = () => openCaseWindow(null);
  switch (open.kind) {
    case 'why':
      return <WhyWindow about={open} onClose={close} />;
    case 'assign':
      return <AssignWindow caseId={open.caseId} task={open.task} onClose={close} />;
    case 'share':
      return <ShareWindow caseId={open.caseId} onClose={close} />;
    case 'decide':
      return <DecideWindow caseId={open.caseId} entry={open.entry ?? null} onClose={close} />;
  }
}
