// Bringing a file: begun, sent piece by piece from where the server has it, looked at. What broke off goes on where it was, in this
// page or the next, since which file is which is remembered in the tab.
import { newKey } from './acts.ts';
import { isUncertain, request, RequestFailed, sendPiece } from './request.ts';
import type { Upload, UploadLimits } from './types.ts';
import { queryOptions } from '@tanstack/react-query';

export const uploadLimitsQuery = queryOptions({
  queryKey: ['upload-limits'],
  queryFn: ({ signal }) => request<UploadLimits>('uploads/limits', { signal }),
  staleTime: 5 * 60_000,
});

export interface FileToBring {
  readonly caseId: string;
  readonly of: string;
  readonly audience: string | null;
  /** The document of which it is a further version; null for a new one. */
  readonly document: string | null;
  readonly file: File;
}

export interface Bringing {
  /** @param share from 0 to 1, of what is kept by the server */
  readonly onProgress: (share: number) => void;
  readonly onSent: () => void;
  readonly signal: AbortSignal;
}

const PATIENCE = 6;
const PAUSE_MS = 700;

/** @throws RequestFailed for a refusal; what was sent is kept then, and the same file goes on where it was */
export async function bringFile(asked: FileToBring, { onProgress, onSent, signal }: Bringing): Promise<Upload> {
  let upload = await begin(asked);
  let failures = 0;
  while (upload.state === 'arriving' && upload.offset < asked.file.size) {
    const { offset } = upload;
    try {
      upload = { ...upload, offset: await sendFrom(asked, upload, { onProgress, signal }) };
      failures = 0;
    } catch (error) {
      failures += 1;
      const mayGoOn = error instanceof RequestFailed && (isUncertain(error) || error.problem.status === 409);
      if (!mayGoOn || failures > PATIENCE) throw error;
      await pause(PAUSE_MS * failures, signal);
      upload = await standing(asked, upload.file, signal);
      if (upload.offset > offset) failures = 0;
    }
  }
  onSent();
  if (upload.state === 'arriving') upload = await finish(asked, upload.file, signal);
  if (upload.state !== 'arriving') forget(asked);
  return upload;
}

async function begin(asked: FileToBring): Promise<Upload> {
  const { caseId, of, audience, document, file } = asked;
  return request<Upload>(`${caseOf(caseId)}/uploads`, {
    method: 'POST',
    body: { of, audience, document, name: file.name, size: file.size },
    idempotencyKey: keyOf(asked),
  });
}

async function sendFrom(
  { caseId, file }: FileToBring,
  { file: id, offset, part }: Upload,
  { onProgress, signal }: Pick<Bringing, 'onProgress' | 'signal'>,
): Promise<number> {
  const end = Math.min(file.size, offset + part);
  await sendPiece(`${caseOf(caseId)}/uploads/${id}`, {
    ...{ offset, bytes: file.slice(offset, end), signal },
    onSent: (bytes) => onProgress((offset + bytes) / file.size),
  });
  onProgress(end / file.size);
  return end;
}

function standing({ caseId }: FileToBring, id: string, signal: AbortSignal): Promise<Upload> {
  return request<Upload>(`${caseOf(caseId)}/uploads/${id}`, { signal });
}

async function finish(asked: FileToBring, id: string, signal: AbortSignal): Promise<Upload> {
  const path = `${caseOf(asked.caseId)}/uploads/${id}/finish`;
  const send = () => request<Upload>(path, { method: 'POST', body: {}, idempotencyKey: newKey(), signal });
  try {
    return await send();
  } catch (error) {
    if (!isUncertain(error)) throw error;
    await pause(PAUSE_MS, signal);
    return send();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    });
  });
}

function caseOf(caseId: string): string {
  return `cases/${encodeURIComponent(caseId)}`;
}

/** The same for the same file brought to the same place, so that it goes on where it was. */
function keyOf(asked: FileToBring): string {
  const name = placeOf(asked);
  const kept = sessionStorage.getItem(name);
  const key = kept ?? newKey();
  sessionStorage.setItem(name, key);
  return key;
}

function forget(asked: FileToBring): void {
  sessionStorage.removeItem(placeOf(asked));
}

function placeOf({ caseId, of, audience, document, file }: FileToBring): string {
  return `upload ${JSON.stringify([caseId, of, audience, document, file.name, file.size, file.lastModified])}`;
}
