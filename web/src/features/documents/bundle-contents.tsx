// What is in a version of a bundle: each document with its pages, the hash of the manifest, and what changed since the version before.
import { useQuery } from '@tanstack/react-query';
import { manifestQuery } from '../../client/bundles.ts';
import type { VersionPlace } from '../../client/documents.ts';
import { saveFile } from '../../client/save-file.ts';
import type { BundleManifest } from '../../client/types.ts';
import { bundlesTexts as texts } from '#texts/bundles';
import { Button } from '../../ui/button.tsx';
import { formatDay } from '../../ui/dates.ts';
import { Loading } from '../../ui/states.tsx';
import { pagesOf, whatChanged } from './bundle-changes.ts';

interface ContentsProps {
  readonly place: VersionPlace;
  /** The version before; null for the first. */
  readonly before: VersionPlace | null;
}

export function BundleContents({ place, before }: ContentsProps) {
  const manifest = useQuery(manifestQuery(place));
  const earlier = useQuery({ ...manifestQuery(before ?? place), enabled: before !== null });
  if (manifest.isPending) return <Loading />;
  // A bundle that was made elsewhere and brought here says nothing of itself.
  if (manifest.data === undefined) return null;
  const { recipient, date, hash, documents } = manifest.data;
  return (
    <section aria-labelledby="contents">
      <h2 id="contents">{texts.contents}</h2>
      <p>{texts.madeFor(recipient, formatDay(date))}</p>
      <Rows documents={documents} />
      <p className="quiet watch-id">{texts.hash(hash)}</p>
      <p className="page-actions">
        <Button onClick={() => save(manifest.data)}>{texts.saveManifest}</Button>
      </p>
      {before === null || earlier.data === undefined ? null : (
        <Changes before={earlier.data.documents} after={documents} />
      )}
    </section>
  );
}

type Documents = BundleManifest['documents'];

function Rows({ documents }: { readonly documents: Documents }) {
  return (
    <ol className="lines">
      {documents.map(({ number, title, date, labels, shape }) => (
        <li key={number} className="line">
          <strong>
            <bdi>{title}</bdi>
          </strong>{' '}
          <span className="quiet">
            {texts.line(pagesOf(labels), texts.shape(shape))}
            {date === null ? null : <> · {formatDay(date)}</>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Changes({ before, after }: { readonly before: Documents; readonly after: Documents }) {
  const { added, removed, kept } = whatChanged(before, after);
  return (
    <section aria-labelledby="changes">
      <h3 id="changes">{texts.changes}</h3>
      {added.length + removed.length === 0 ? <p>{texts.noChange}</p> : null}
      <ul className="lines">
        {added.map(({ number, title, labels }) => (
          <li key={`added ${number}`} className="line">
            {texts.added(title, pagesOf(labels))}
          </li>
        ))}
        {removed.map(({ number, title, labels }) => (
          <li key={`removed ${number}`} className="line">
            {texts.removed(title, pagesOf(labels))}
          </li>
        ))}
      </ul>
      <p className="quiet">{texts.kept(kept)}</p>
    </section>
  );
}

/** As the hash was reckoned of what lies in the file, this is what is shown and not those bytes. */
function save(manifest: BundleManifest): void {
  saveFile('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`, 'application/json');
}
