// What another version of the rules of access would change, for whoever watches over privacy: some cases at a time.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { compareRules, rulesQuery, type RuleChange, type RulesCompared } from '../../client/rules.ts';
import type { FormFace, Problem } from '../../client/types.ts';
import { useSending } from '../../client/use-sending.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { appTexts } from '#texts/app';
import { rulesTexts } from '#texts/rules';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

const words = rulesTexts;
const COLUMNS = [words.case, words.change, words.part, words.people] as const;
const MOST_CHARACTERS = 200_000;

interface Outcome {
  readonly rules: object;
  readonly pages: readonly RulesCompared[];
}

export function RulesPage() {
  const inForce = useQuery(rulesQuery);
  const { busy, outcome, refused, start, goOn } = useComparing();
  return (
    <div className="watch-page">
      <PageTitle title={appTexts.rules.title} />
      <p className="lead">{words.lead}</p>
      {inForce.isPending ? <Loading /> : null}
      {inForce.isError ? <Failed error={inForce.error} onRetry={() => void inForce.refetch()} /> : null}
      {inForce.data === undefined ? null : (
        <CaseForm
          form={formOf(inForce.data.rules)}
          draft="access-rules"
          keeps={false}
          submit={words.submit}
          busy={busy}
          onSubmit={({ rules }) => start(String(rules))}
        />
      )}
      {refused === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(refused)}</p>
        </Notice>
      )}
      {outcome === null ? null : <Compared pages={outcome.pages} busy={busy} onMore={() => void goOn()} />}
    </div>
  );
}

function useComparing() {
  const { busy, send } = useSending();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);

  function ask(rules: object, before: readonly RulesCompared[]): Promise<Problem | null> {
    setRefused(null);
    return send(async () => {
      const page = await compareRules(rules, before.at(-1)?.next ?? null);
      setOutcome({ rules, pages: [...before, page] });
    });
  }

  /** What was typed stays, accepted or not: most who compare once change a little and compare again. */
  async function start(text: string): Promise<Problem | null> {
    const rules = readJson(text);
    if (rules === null) return wrong(words.notJson);
    const problem = await ask(rules, []);
    return problem === null ? null : wrong(textOf(problem));
  }

  async function goOn(): Promise<void> {
    if (outcome !== null) setRefused(await ask(outcome.rules, outcome.pages));
  }

  return { busy, outcome, refused, start, goOn };
}

function readJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function wrong(reason: string): Problem {
  const fields = [{ field: 'rules', code: 'wrong-form', reason }];
  return { type: 'about:blank', title: reason, status: 400, code: 'invalid-data', detail: reason, fields };
}

function formOf(rules: object): FormFace {
  const face = { field: 'rules', label: words.rules, hint: words.hint, kind: 'long-text' } as const;
  const value = JSON.stringify(rules, null, 2);
  return {
    form: 'access-rules',
    title: words.form,
    fields: [{ ...face, required: true, maxLength: MOST_CHARACTERS, value }],
  };
}

interface ComparedProps {
  readonly pages: readonly RulesCompared[];
  readonly busy: boolean;
  readonly onMore: () => void;
}

function Compared({ pages, busy, onMore }: ComparedProps) {
  const [first] = pages;
  if (first === undefined) return null;
  const sum = (of: (page: RulesCompared) => number): number => pages.reduce((total, page) => total + of(page), 0);
  const changes = pages.flatMap(({ gained, lost }) => [
    ...gained.map((change) => ({ change, gains: true })),
    ...lost.map((change) => ({ change, gains: false })),
  ]);
  return (
    <section aria-labelledby="compared">
      <h2 id="compared">{words.between(first.from, first.to)}</h2>
      <p role="status">
        {words.compared(
          sum(({ cases }) => cases),
          sum(({ withheld }) => withheld),
        )}
      </p>
      {changes.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHint}</p>
        </Empty>
      ) : (
        <DataTable caption={words.between(first.from, first.to)} columns={COLUMNS}>
          {changes.map((each) => (
            <ChangeRow key={`${each.change.caseId} ${each.change.part ?? ''} ${each.gains}`} {...each} />
          ))}
        </DataTable>
      )}
      {pages.at(-1)?.next === null ? null : (
        <Button busy={busy} onClick={onMore}>
          {words.more}
        </Button>
      )}
    </section>
  );
}

function ChangeRow({ change, gains }: { readonly change: RuleChange; readonly gains: boolean }) {
  const { caseId, reference, part, total, people } = change;
  const names = people.map(({ name }) => name).join(', ');
  return (
    <Row>
      <Cell label={words.case} lead>
        <Link to="/cases/$caseId/readers" params={{ caseId }} className="row-link">
          <bdi>{reference}</bdi>
        </Link>
      </Cell>
      <Cell label={words.change}>
        <Badge tone={gains ? 'good' : 'warn'}>{gains ? words.gains : words.loses}</Badge>
      </Cell>
      <Cell label={words.part}>{part === null ? words.whole : <bdi>{part}</bdi>}</Cell>
      <Cell label={words.people}>
        <bdi>{names}</bdi>
        {total > people.length ? <span className="cell-line quiet">{words.others(total - people.length)}</span> : null}
      </Cell>
    </Row>
  );
}
