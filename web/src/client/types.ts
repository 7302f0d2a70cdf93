// The shapes on the wire by the names that the screens use: those that the server's OpenAPI document gives, and a few that
// are parts of them.
import type { CaseView, FieldFace } from './schema.d.ts';

export type {
  ActivityEntry,
  AuditEntry,
  AuditPage,
  AuditSeat,
  BundleManifest,
  Bundles,
  CaseDifference,
  CaseReaders,
  CaseReplay,
  CaseRetention,
  CaseRow,
  CaseTypeSummary,
  CaseVerdict,
  CaseView,
  ChainReport,
  ClockFace,
  CommandAnswer,
  DocumentSearchPage,
  FieldFace,
  FormFace,
  FoundDocument,
  LetterPreview,
  Look,
  MadeLetter,
  MeetingFile,
  PrintAsked,
  PrintQueue,
  Persona,
  PlanFace,
  Problem,
  Review,
  ReviewDecided,
  SearchPage,
  SearchRow,
  Session,
  SignInWays,
  TaskFace,
  Upload,
  UploadLimits,
  WholeReview,
  WorkItem,
} from './schema.d.ts';

export type FieldKind = FieldFace['kind'];
export type FieldValue = string | number | boolean | null;
export type Fact = CaseView['facts'][number];

/** One page of a list, and the cursor of the one after it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
