// What of files an installation takes, for whoever is signed in: each page that takes files says it.
import { withoutCaseFile } from '@casewright/engine/policy';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface UploadLimitsView {
  /** Most bytes of one file. */
  readonly bytes: number;
  /** Most files that one person has begun and not filed. */
  readonly atOnce: number;
  /** Bytes of a part. */
  readonly part: number;
  /** Whether files are looked at for malware. */
  readonly scanner: 'on' | 'off';
}

export function showUploadLimits(
  send: SendReading,
  reader: Asker,
  limits: UploadLimitsView,
): Promise<ReadAnswer<UploadLimitsView>> {
  return answerRead<[], UploadLimitsView>(send, reader, {
    action: { type: 'read-session' },
    ...{ name: 'read-upload-limits', asked: [], statements: [] },
    fold: () => ({ view: withoutCaseFile(limits), caseIds: [] }),
  });
}
