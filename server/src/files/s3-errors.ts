// What went wrong at a store that speaks S3, in words for whoever runs the installation. Names no file and no key of access.
import { Corrupt, Unavailable } from '../errors.ts';

/** The status of the answer that an error of the library is about; 0 where there was none. */
export function statusOf(error: unknown): number {
  const metadata = typeof error === 'object' && error !== null && '$metadata' in error ? error.$metadata : null;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? metadata.httpStatusCode : 0;
  return typeof status === 'number' ? status : 0;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

export function isGone(error: unknown): boolean {
  return ['NotFound', 'NoSuchKey', 'NoSuchUpload'].includes(nameOf(error)) || statusOf(error) === 404;
}

/** What asking again does not mend. */
const SETTINGS: Readonly<Record<string, string>> = {
  NoSuchBucket: 'There is no such bucket. Make it, or set CASEWRIGHT_S3_BUCKET.',
  InvalidAccessKeyId: 'The store does not know the access key. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  SignatureDoesNotMatch: 'The store refuses the signature. Check AWS_SECRET_ACCESS_KEY and CASEWRIGHT_S3_REGION.',
  AccessDenied: 'The store denies access. The operator guide lists what the access key must be allowed.',
  CredentialsProviderError: 'There are no access keys. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
};

/** @param title of the store, such as `the bucket files` */
export function explainS3(cause: unknown, title: string): unknown {
  if (cause instanceof Corrupt || cause instanceof Unavailable || cause instanceof RangeError) return cause;
  const name = nameOf(cause);
  const setting = SETTINGS[name];
  if (setting !== undefined)
    return new Unavailable(`Files cannot be kept in ${title}. ${setting}`, { cause, retryAfterS: 60 });
  if (name === 'InvalidPart' || name === 'InvalidPartOrder')
    return new Corrupt(`Parts in ${title} are not those that were written.`, { cause });
  if (isGone(cause))
    return new Corrupt(`A file is missing in ${title}. Run "casewright sweep files" to learn which.`, { cause });
  const status = statusOf(cause);
  // What is sent is made here: a refusal of it is our mistake and is not hidden by asking again.
  if (status >= 400 && status < 500 && ![408, 429].includes(status) && name !== 'BadDigest') return cause;
  const what = status === 0 ? 'does not answer' : `answers ${status}`;
  return new Unavailable(`Files cannot be reached: ${title} ${what}. What has arrived is kept.`, {
    cause,
    retryAfterS: status === 503 || status === 429 ? 10 : 5,
  });
}
