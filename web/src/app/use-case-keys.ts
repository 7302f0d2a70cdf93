// The keys that work wherever a case is at hand: why, whom it is given to, sharing, deciding, documents, and who viewed it. What is meant is
// the row or date that has the focus, or else what the page is about.
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { openCaseWindow } from '../ui/case-window.ts';
import { useShortcut } from '../ui/use-shortcut.ts';

interface AtHand {
  readonly caseId: string;
  readonly item?: string;
  readonly clock?: string;
}

export function useCaseKeys(): void {
  const navigate = useNavigate();
  const { caseId, task } = useParams({ strict: false });
  const here = useLocation({ select: ({ pathname }) => pathname });
  const page: AtHand | null = caseId === undefined ? null : { caseId, ...(task === undefined ? {} : { item: task }) };
  const hasList = here === '/work';
  const on = (act: (at: AtHand) => void) => () => {
    const at = focused() ?? page ?? firstOfList();
    if (at !== null) act(at);
  };
  const ofPage = (act: (caseId: string) => void) => (caseId === undefined ? null : () => act(caseId));
  const isSomewhere = page !== null || hasList;
  useShortcut('w', isSomewhere ? on((at) => openCaseWindow({ kind: 'why', ...at })) : null);
  useShortcut(
    'a',
    isSomewhere
      ? on(({ caseId: of, item }) =>
          item === undefined ? null : openCaseWindow({ kind: 'assign', caseId: of, task: item }),
        )
      : null,
  );
  useShortcut(
    's',
    ofPage((of) => openCaseWindow({ kind: 'share', caseId: of })),
  );
  useShortcut(
    'd',
    ofPage((of) => openCaseWindow({ kind: 'decide', caseId: of })),
  );
  useShortcut(
    'v',
    ofPage((of) => void navigate({ to: '/cases/$caseId/readers', params: { caseId: of } })),
  );
  // The page of documents answers to it itself.
  useShortcut(
    'u',
    here.includes('/documents')
      ? null
      : ofPage((of) => void navigate({ to: '/cases/$caseId/documents', params: { caseId: of }, hash: 'add' })),
  );
}

/** What the row, line or notice is about in which the focus is. */
function focused(): AtHand | null {
  const around = document.activeElement?.closest('main tr, main li, main .notice, main [data-case]');
  return about(around ?? null);
}

function firstOfList(): AtHand | null {
  return about(document.querySelector('main'));
}

function about(around: Element | null): AtHand | null {
  const named = around?.matches('[data-case]') === true ? around : around?.querySelector('[data-case]');
  if (!(named instanceof HTMLElement)) return null;
  const { case: caseId = '', item, clock } = named.dataset;
  return { caseId, ...(item === undefined ? {} : { item }), ...(clock === undefined ? {} : { clock }) };
}
