// Putting a bundle together: as what it is kept and for whom, what goes in and in which order. What may not go in is told before anything
// is made; the server holds to it.
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { bundlesQuery } from '../../client/bundles.ts';
import type { Bundles, CaseView } from '../../client/types.ts';
import { KeptLine, MovedNotice } from '../../fields/kept-line.tsx';
import { useKeptFields } from '../../fields/use-kept-fields.ts';
import { bundlesTexts as texts } from '#texts/bundles';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pick } from '../../ui/pick.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { TextLine } from '../../ui/text-line.tsx';
import { askedOf, duesOf, EMPTY, faultIn, faultOf, put, type BundleDraft, type Due } from './bundle-draft.ts';
import { KEPT_EMPTY, KEPT_LABELS, readKept, writeKept } from './bundle-kept.ts';
import { BundleChoice, BundleInside } from './bundle-list.tsx';
import { useBundle } from './use-bundle.ts';

interface BundleProps {
  readonly view: CaseView;
  readonly onClose: () => void;
}

export function MakeBundle({ view, onClose }: BundleProps) {
  const place = `bundle/${view.caseId}`;
  const form = useKeptFields(place, KEPT_EMPTY);
  const draft = readKept(form.typed);
  const bundle = useBundle(view, { place, sending: form.send });
  const dues = duesOf(view);
  const due = dues.find(({ value }) => value === draft.due);
  const audience = draft.audience === '' ? null : draft.audience;
  const found = useQuery(bundlesQuery(view.caseId, { of: draft.of, audience }, view.version));
  const facts = found.data?.documents.filter(({ entry }) => entry !== draft.document) ?? [];
  const change = (changed: Partial<BundleDraft>): void => {
    form.type(writeKept(changed));
    bundle.forget();
  };
  const { filed } = bundle;
  const document =
    filed === null
      ? undefined
      : view.kept.documents.find((one) => one.versions.some(({ file }) => file === filed.file));
  async function submit(): Promise<void> {
    const fault = faultOf(view, draft, facts);
    if (fault !== null) return bundle.refuse(fault);
    await bundle.make(askedOf(draft, facts, dues), draft.record && due !== undefined ? due : null);
  }
  return (
    <section className="document-content" aria-labelledby="bundle">
      <h2 id="bundle">{texts.title}</h2>
      <p className="lead">{texts.lead}</p>
      {bundle.wrong === null ? null : <Notice key={bundle.attempt} tone="bad" title={bundle.wrong} takeFocus />}
      {document === undefined ? null : (
        <Filed caseId={view.caseId} entry={document.entry} recorded={filed?.recorded ?? 0} onClose={onClose} />
      )}
      {filed === null ? (
        <>
          <MovedNotice {...form} form={{ fields: KEPT_LABELS }} />
          <BundleHead view={view} draft={draft} dues={dues} onChange={change} />
          <BundleBody view={view} draft={draft} due={due} found={found} facts={facts} onChange={change} />
          <KeptLine {...form} />
          {bundle.progress === null ? null : (
            <p role="status">{texts.progress(bundle.progress.done, bundle.progress.of)}</p>
          )}
        </>
      ) : null}
      <div className="page-actions">
        {filed === null ? (
          <Button look="primary" busy={bundle.isBusy} onClick={() => void submit()}>
            {bundle.isBusy ? texts.making : texts.submit}
          </Button>
        ) : null}
        <Button onClick={onClose}>{texts.close}</Button>
      </div>
    </section>
  );
}

interface PartProps {
  readonly view: CaseView;
  readonly draft: BundleDraft;
  readonly onChange: (changed: Partial<BundleDraft>) => void;
}

/** As what it is kept, for whom, and what it is called. */
function BundleHead({ view, draft, dues, onChange }: PartProps & { readonly dues: readonly Due[] }) {
  const { documents, kinds } = view.kept;
  const mine = kinds.documents.filter(({ mayAdd }) => mayAdd);
  const bundles = documents.filter(
    ({ derivedFrom, may }) => derivedFrom?.how === 'bundle' && may.includes('add-version'),
  );
  const audiences = mine.find(({ of }) => of === draft.of)?.audiences ?? [];
  const isNext = draft.document !== '';
  const choose = (entry: string): void => {
    const kept = bundles.find((one) => one.entry === entry);
    if (kept === undefined) return onChange({ ...EMPTY, items: draft.items });
    onChange({ document: entry, of: kept.of, audience: kept.audience ?? '', title: kept.words });
  };
  return (
    <div className="file-fields">
      {bundles.length === 0 ? null : (
        <Pick
          label={texts.which}
          value={draft.document}
          none={texts.fresh}
          options={bundles.map(({ entry, words }) => ({ value: entry, label: texts.next(words) }))}
          onPick={choose}
        />
      )}
      {isNext ? null : (
        <Pick
          label={texts.kind}
          value={draft.of}
          options={mine.map(({ of, title }) => ({ value: of, label: title }))}
          onPick={(of) => onChange({ of, audience: '' })}
        />
      )}
      {isNext || audiences.length === 0 ? null : (
        <Pick
          label={texts.audience}
          value={draft.audience}
          options={audiences}
          onPick={(audience) => onChange({ audience })}
        />
      )}
      {dues.length === 0 ? null : (
        <Pick
          label={texts.due}
          value={draft.due}
          none={texts.nobody}
          options={dues}
          onPick={(due) => onChange({ due })}
        />
      )}
      <TextLine
        label={texts.name}
        hint={texts.nameHint}
        dir="auto"
        value={draft.title}
        onType={(title) => onChange({ title })}
      />
    </div>
  );
}

interface BodyProps extends PartProps {
  readonly due: Due | undefined;
  readonly found: UseQueryResult<Bundles>;
  readonly facts: Bundles['documents'];
}

function BundleBody({ view, draft, due, found, facts, onChange }: BodyProps) {
  const { items } = draft;
  const change = (next: BundleDraft['items']): void => onChange({ items: next });
  const kind = view.kept.kinds.documents.find(({ of }) => of === draft.of);
  const isKnown = kind !== undefined && (kind.audiences.length === 0 || draft.audience !== '');
  if (!isKnown) return <p className="quiet">{texts.chooseFirst}</p>;
  const inside = new Set(items.map(({ entry }) => entry));
  const left = (due?.open ?? []).filter((entry) => !inside.has(entry) && faultIn(facts, entry) === null);
  return (
    <>
      {due === undefined ? null : (
        <div className="field">
          <p>{texts.notYet(due.open.length)}</p>
          {left.length === 0 ? null : <Button onClick={() => change(put(items, left))}>{texts.takeDue}</Button>}
          <label className="option">
            <input
              type="checkbox"
              checked={draft.record}
              onChange={(event) => onChange({ record: event.target.checked })}
            />{' '}
            {texts.record}
          </label>
        </div>
      )}
      <BundleInside view={view} items={items} facts={facts} onChange={change} />
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <BundleChoice view={view} items={items} facts={facts} onChange={change} />}
    </>
  );
}

interface FiledProps {
  readonly caseId: string;
  readonly entry: string;
  readonly recorded: number;
  readonly onClose: () => void;
}

function Filed({ caseId, entry, recorded, onClose }: FiledProps) {
  return (
    <Notice tone="good" title={texts.done} takeFocus>
      {recorded === 0 ? null : <p>{texts.disclosed(recorded)}</p>}
      <p>
        <Link to="/cases/$caseId/documents/$entry" params={{ caseId, entry }} className="row-link" onClick={onClose}>
          {texts.open}
        </Link>
      </p>
    </Notice>
  );
}
