// The states of a screen beside having something to show: loading, empty, failed.
import type { ReactNode } from 'react';
import type { Problem } from '../client/types.ts';
import { firstTexts } from '#texts/first';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { PageTitle } from './page-title.tsx';
import { problemText } from './problem-text.ts';

export function Loading() {
  return (
    <div className="state state-loading" role="status">
      <span className="loading-bar" aria-hidden="true" />
      {firstTexts.states.loading}
    </div>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export interface FailedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Where a whole page waits for one answer, it still needs its heading. */
export function PageLoading() {
  return (
    <>
      <h1 className="visually-hidden">{firstTexts.states.loading}</h1>
      <Loading />
    </>
  );
}

export function PageFailed({ error, onRetry }: FailedProps) {
  return (
    <>
      <PageTitle title={isRefusal(error) ? firstTexts.states.nothingHere : firstTexts.states.failed} />
      <p className="lead" role="alert">
        {problemText(error)}
      </p>
      {isRefusal(error) ? <NoAccess /> : null}
      <Button onClick={onRetry}>{firstTexts.states.tryAgain}</Button>
    </>
  );
}

/** What to do where there is nothing to see. Plain addresses: this file knows no router, and what failed is best begun anew. */
function NoAccess() {
  return (
    <p className="lead state-links">
      <a href="/ask">{firstTexts.shell.askAccess}</a>
      <a href="/work">{firstTexts.states.toWork}</a>
    </p>
  );
}

/** True where the server answered, and will answer the same again: there is nothing, or it is not theirs. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('problem' in error)) return false;
  return [403, 404].includes((error.problem as Problem).status); // Errors of the client carry the problem that they stand for.
}

export function Failed({ error, onRetry }: FailedProps) {
  return (
    <div className="state" role="alert">
      <h2>
        <Icon name="warning" /> {firstTexts.states.failed}
      </h2>
      <p>{problemText(error)}</p>
      <Button onClick={onRetry}>{firstTexts.states.tryAgain}</Button>
    </div>
  );
}
