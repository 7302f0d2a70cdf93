// Keeps the sealed bytes of files in a store that speaks the protocol of S3, whoever makes it. Parts become a multipart upload under
// a name of their own; when it is whole it is copied to the name that is the hash of its bytes, inside the store. What is sent
// carries its MD5 (RFC 1864), so that a part that was changed on its way is refused there; what comes back is opened by tags.
import { createHash, randomUUID } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Corrupt } from '../errors.ts';
import { PART_BYTES, SEALED_PART_BYTES } from './file-seal.ts';
import {
  foundAt,
  pathOfArriving,
  pathOfObject,
  QUARANTINE,
  type Arriving,
  type FoundObject,
  type ObjectStore,
} from './object-store.ts';
import { explainS3, isGone, statusOf } from './s3-errors.ts';

export interface S3Settings {
  readonly bucket: string;
  /** Absent: that of the region at Amazon. */
  readonly endpoint: string | null;
  readonly region: string;
  /** What stands before each key: empty, or ending with a slash. */
  readonly prefix: string;
  /** Absent: as the library finds them in the environment. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** How long an answer may take, in milliseconds. */
  readonly patienceMs?: number;
  /** How often the library asks again by itself. */
  readonly attempts?: number;
}

/** One copy inside a store takes at most 5 GiB of sealed bytes. */
const MOST = 5_000_000_000;

/** What every operation is given. */
interface Bucket {
  readonly client: S3Client;
  readonly bucket: string;
  readonly keyOf: (path: string) => string;
  readonly title: string;
}

export function openS3Store(settings: S3Settings): ObjectStore & { readonly end: () => void } {
  const { bucket, endpoint, region, prefix, credentials, patienceMs = 60_000, attempts = 4 } = settings;
  const client = new S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: attempts,
    // Checksums of Amazon's own are not known to all stores; what is sent carries its MD5 instead.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: patienceMs, throwOnRequestTimeout: true },
  });
  const place: Bucket = { client, bucket, keyOf: (path) => prefix + path, title: `the bucket ${bucket}` };
  return { ...storeOf(place, prefix), end: () => client.destroy() };
}

function storeOf(place: Bucket, prefix: string): ObjectStore {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explainS3(error, place.title);
    }
  };
  return {
    kind: 'bucket',
    title: place.title,
    most: MOST,
    begin: (arriving) => guarded(() => begin(place, arriving)),
    putPart: (arriving, part, sealed) => guarded(() => putPart(place, arriving, { part, sealed })),
    close: (arriving) => guarded(() => close(place, arriving)),
    readArriving: (arriving, start, length) =>
      guarded(() => readRange(place, pathOfArriving(arriving), { start, length })),
    settle: (arriving, cipher) =>
      guarded(async () => {
        const to = pathOfObject({ tenant: arriving.tenant, cipher });
        if ((await sizeOf(place, to)) !== arriving.bytes) await copy(place, pathOfArriving(arriving), to);
        if ((await sizeOf(place, to)) !== arriving.bytes) throw new Corrupt('The store did not copy a file whole.');
        await removeKey(place, pathOfArriving(arriving));
      }),
    discard: (arriving) =>
      guarded(async () => {
        await abort(place, arriving);
        await removeKey(place, pathOfArriving(arriving));
      }),
    size: (object) => guarded(() => sizeOf(place, pathOfObject(object))),
    read: (object, start, length) => guarded(() => readRange(place, pathOfObject(object), { start, length })),
    remove: (object) => guarded(() => removeKey(place, pathOfObject(object))),
    quarantine: (found) =>
      guarded(async () => {
        const to = `${QUARANTINE}/${found.path}.${randomUUID()}`;
        await copy(place, found.path, to);
        if ((await sizeOf(place, to)) !== found.bytes) throw new Corrupt('The store did not copy a file whole.');
        await removeKey(place, found.path);
        return `${place.bucket}/${place.keyOf(to)}`;
      }),
    list: (tenant) => listAll(place, prefix, tenant),
    bring: (object, bytes) => guarded(() => bring(place, object, bytes)),
    probe: () =>
      guarded(async () => {
        const path = `probe/${randomUUID()}`;
        await putWhole(place, path, Buffer.from('probe'));
        await removeKey(place, path);
      }),
  };
}

async function begin(
  { client, bucket, keyOf }: Bucket,
  arriving: Pick<Arriving, 'tenant' | 'file' | 'bytes'>,
): Promise<string> {
  if (arriving.bytes <= SEALED_PART_BYTES) return '';
  const made = await client.send(
    new CreateMultipartUploadCommand({
      Bucket: bucket,
      Key: keyOf(pathOfArriving(arriving)),
      ContentType: SEALED_TYPE,
    }),
  );
  if (made.UploadId === undefined) throw new Corrupt('The store began an upload and did not say which.');
  return made.UploadId;
}

const SEALED_TYPE = 'application/octet-stream';

function md5Of(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('base64');
}

async function putPart(
  place: Bucket,
  arriving: Arriving,
  { part, sealed }: { readonly part: number; readonly sealed: Buffer },
): Promise<string> {
  const path = pathOfArriving(arriving);
  if (arriving.upload === '') return putWhole(place, path, sealed);
  const { client, bucket, keyOf } = place;
  const put = await client.send(
    new UploadPartCommand({
      ...{ Bucket: bucket, Key: keyOf(path), UploadId: arriving.upload, PartNumber: part + 1 },
      ...{ Body: sealed, ContentLength: sealed.length, ContentMD5: md5Of(sealed) },
    }),
  );
  return put.ETag ?? '';
}

async function putWhole({ client, bucket, keyOf }: Bucket, path: string, bytes: Buffer): Promise<string> {
  const put = await client.send(
    new PutObjectCommand({
      ...{ Bucket: bucket, Key: keyOf(path), Body: bytes, ContentLength: bytes.length },
      ...{ ContentMD5: md5Of(bytes), ContentType: SEALED_TYPE },
    }),
  );
  return put.ETag ?? '';
}

async function close(place: Bucket, arriving: Arriving): Promise<void> {
  const path = pathOfArriving(arriving);
  if (arriving.upload !== '' && (await sizeOf(place, path)) !== arriving.bytes) {
    const { client, bucket, keyOf } = place;
    await client.send(
      new CompleteMultipartUploadCommand({
        ...{ Bucket: bucket, Key: keyOf(path), UploadId: arriving.upload },
        MultipartUpload: { Parts: arriving.parts.map((tag, index) => ({ PartNumber: index + 1, ETag: tag })) },
      }),
    );
  }
  if ((await sizeOf(place, path)) !== arriving.bytes)
    throw new Corrupt(`File ${arriving.file} is shorter than what the store acknowledged.`);
}

async function sizeOf({ client, bucket, keyOf }: Bucket, path: string): Promise<number | null> {
  try {
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(path) }));
    return head.ContentLength ?? null;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** @returns fewer bytes only at the end; whether they are right is told by their tags */
async function readRange(
  { client, bucket, keyOf }: Bucket,
  path: string,
  { start, length }: { readonly start: number; readonly length: number },
): Promise<Buffer> {
  const got = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: keyOf(path), Range: `bytes=${start}-${start + length - 1}` }),
  );
  const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
  // A store that knows no ranges answers with everything.
  return bytes.length > length ? bytes.subarray(start, start + length) : bytes;
}

async function copy({ client, bucket, keyOf }: Bucket, from: string, to: string): Promise<void> {
  const source = `${bucket}/${keyOf(from)}`.split('/').map(encodeURIComponent).join('/');
  await client.send(new CopyObjectCommand({ Bucket: bucket, Key: keyOf(to), CopySource: source }));
}

async function removeKey({ client, bucket, keyOf }: Bucket, path: string): Promise<void> {
  try {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(path) }));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Some stores cannot abort; there a rule of the bucket removes what was not completed, as the operator's guide says. */
async function abort(
  { client, bucket, keyOf }: Bucket,
  arriving: Pick<Arriving, 'tenant' | 'file' | 'upload'>,
): Promise<void> {
  if (arriving.upload === '') return;
  try {
    await client.send(
      new AbortMultipartUploadCommand({
        ...{ Bucket: bucket, Key: keyOf(pathOfArriving(arriving)), UploadId: arriving.upload },
      }),
    );
  } catch (error) {
    if (!isGone(error) && ![405, 501].includes(statusOf(error))) throw error;
  }
}

async function* listAll(place: Bucket, prefix: string, tenant: number | null): AsyncGenerator<FoundObject> {
  const { client, bucket, keyOf, title } = place;
  for (const top of ['arriving/', 'objects/']) {
    for (let token: string | undefined, more = true; more;) {
      const page = await client
        .send(
          new ListObjectsV2Command({
            ...{ Bucket: bucket, Prefix: keyOf(tenant === null ? top : `${top}${tenant}/`) },
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
        )
        .catch((error: unknown) => {
          throw explainS3(error, title);
        });
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? [])
        yield foundAt(Key.slice(prefix.length), Size, LastModified?.getTime() ?? 0);
      token = page.NextContinuationToken;
      more = page.IsTruncated === true && token !== undefined;
    }
  }
}

/** By parts to a name of its own, then as any other file. */
async function bring(
  place: Bucket,
  object: { readonly tenant: number; readonly cipher: string },
  bytes: AsyncIterable<Buffer>,
): Promise<void> {
  const hash = createHash('sha256');
  const pieces: Buffer[] = [];
  let length = 0;
  const file = randomUUID();
  const key = { tenant: object.tenant, file };
  let arriving: Arriving = { ...key, bytes: 0, upload: '', parts: [] };
  const flush = async (isLast: boolean): Promise<void> => {
    const all = Buffer.concat(pieces.splice(0));
    if (isLast && arriving.parts.length === 0) await putWhole(place, pathOfArriving(key), all);
    else {
      if (arriving.upload === '')
        arriving = { ...arriving, upload: await begin(place, { ...key, bytes: SEALED_PART_BYTES + 1 }) };
      const tag = await putPart(place, arriving, { part: arriving.parts.length, sealed: all });
      arriving = { ...arriving, parts: [...arriving.parts, tag] };
    }
    arriving = { ...arriving, bytes: arriving.bytes + all.length };
    length = 0;
  };
  for await (const piece of bytes) {
    hash.update(piece);
    pieces.push(piece);
    length += piece.length;
    if (length >= PART_BYTES) await flush(false);
  }
  if (length > 0 || arriving.parts.length === 0) await flush(true);
  const isRight = hash.digest('hex') === object.cipher;
  if (isRight) {
    await close(place, arriving);
    await copy(place, pathOfArriving(key), pathOfObject(object));
  }
  await abort(place, arriving);
  await removeKey(place, pathOfArriving(key));
  if (!isRight) throw new Corrupt('What was brought is not the object that it is named.');
}
