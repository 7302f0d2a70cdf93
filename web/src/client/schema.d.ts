// The shapes on the wire, written by `npm run generate` from server/openapi.json. Never edited.

export type AcceptReferralRequest = {
  readonly of: string;
};

export type AccessOfCase = {
  readonly manages: boolean;
  readonly classification: string | null;
  readonly compartments: readonly string[];
  readonly purposes: readonly string[] | null;
  readonly matters: readonly string[];
  readonly parts: readonly {
    readonly part: string;
    readonly title: string;
    readonly isSection: boolean;
  }[];
  readonly given: readonly {
    readonly id: string;
    readonly kind: 'wall' | 'seal' | 'share' | 'consent' | 'specific' | 'break-glass';
    readonly says: string;
    readonly from: string;
    readonly until: string | null;
    readonly inForce: boolean;
    readonly review: 'due' | 'overdue' | 'justified' | 'not-justified' | null;
    readonly reason: string | null;
    readonly own: boolean;
  }[];
  readonly requests: readonly {
    readonly id: string;
    readonly name: string;
    readonly sections: readonly string[] | null;
    readonly until: string;
    readonly answer: 'open' | 'granted' | 'refused';
    readonly reason: string | null;
    readonly own: boolean;
  }[];
  readonly people: readonly {
    readonly person: string;
    readonly name: string;
  }[];
  readonly units: readonly {
    readonly unit: string;
    readonly title: string;
  }[];
};

export type AccountRequest = {
  readonly locked: boolean;
};

export type ActivityEntry = {
  readonly seq: number;
  readonly type: string;
  readonly title: string;
  readonly detail: readonly string[];
  readonly occurred: string | null;
  readonly recordedAt: string | null;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly onBehalfOf: string | null;
};

export type ActivityPage = {
  readonly items: readonly ActivityEntry[];
  readonly next: string | null;
};

export type AddDocumentVersionRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly file: string;
};

export type AddPartyRequest = {
  readonly of: string;
  readonly subject: string;
  readonly from?: string;
  readonly until?: string;
  readonly represents?: string;
  readonly scope?: readonly string[];
};

export type AdmitEvidenceRequest = {
  readonly of: string;
  readonly audience: string;
  readonly reasons?: string;
};

export type AnswerReferralRequest = {
  readonly of: string;
  readonly answer: string;
};

export type Approval = {
  readonly kind: 'letter' | 'decision' | 'review' | 'redaction';
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly team: string;
  readonly entry: string;
  readonly title: string;
  readonly since: string;
};

export type ApprovalList = {
  readonly items: readonly Approval[];
  readonly isExact: boolean;
};

export type ApproveCommunicationRequest = {
  readonly of: string;
  readonly content: string;
};

export type ApproveSubjectFile = {
  readonly hash: string;
  readonly dryRun?: boolean;
};

export type ArrangeMeetingRequest = {
  readonly of: string;
  readonly channel: string;
  readonly with: readonly string[];
  readonly subject: string;
  readonly appointment: {
    readonly startsAt: string;
    readonly endsAt: string;
    readonly place: string | null;
    readonly link: string | null;
    readonly interpreter: string | null;
  };
};

export type AskAccessRequest = {
  readonly sections: readonly string[] | null;
  readonly until: string;
  readonly reason: string;
};

export type AskPrintRequest = {
  readonly again?: {
    readonly label: string;
    readonly reason: 'spoilt' | 'lost' | 'damaged' | 'other';
  };
};

export type AssignRequest = {
  readonly assignee: string | null;
};

export type AuditEntry = {
  readonly kind: 'event' | 'read';
  readonly at: string;
  readonly person: string;
  readonly name: string;
  readonly onBehalfOf: string | null;
  readonly authority: string;
  readonly action: string;
  readonly denied: boolean;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly parts: readonly string[];
  readonly caseIds: readonly string[];
  readonly references: readonly string[];
  readonly withheld: number;
  readonly seq: number | null;
  readonly occurred: string | null;
};

export type AuditPage = {
  readonly items: readonly AuditEntry[];
  readonly withheld: number;
  readonly next: string | null;
};

export type AuditSeat = {
  readonly seatId: string;
  readonly purpose: string;
  readonly givenBy: string;
  readonly from: string;
  readonly until: string;
  readonly scope: {
    readonly caseTypes: readonly string[] | null;
    readonly teams: readonly string[] | null;
    readonly caseId: string | null;
    readonly periodFrom: string | null;
    readonly periodUntil: string | null;
  };
};

export type BatchParams = {
  readonly number: string;
};

export type BatchPosted = {
  readonly number: number;
};

export type BeHereRequest = {
  readonly window: string;
  readonly doing: 'reading' | 'note' | 'task' | 'letter' | 'form' | null;
};

export type BounceCommunicationRequest = {
  readonly of: string;
  readonly reason: string;
};

export type BreakGlassRequest = {
  readonly hours?: number;
  readonly category: string;
  readonly reason: string;
};

export type BundleManifest = {
  readonly format?: string;
  readonly title: string;
  readonly reference: string;
  readonly recipient: string;
  readonly date: string;
  readonly hash: string;
  readonly documents: readonly {
    readonly number: number;
    readonly section: string;
    readonly title: string;
    readonly date: string | null;
    readonly exhibit: string | null;
    readonly mediaType: string;
    readonly content: string;
    readonly shape: 'whole' | 'redacted' | 'sheet';
    readonly labels: readonly string[];
  }[];
};

export type BundleRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly document?: string | null;
  readonly title: string;
  readonly party?: string | null;
  readonly sections: readonly {
    readonly title: string;
    readonly documents: readonly {
      readonly entry: string;
      readonly content: string;
    }[];
  }[];
};

export type Bundles = {
  readonly bundles: readonly {
    readonly entry: string;
    readonly title: string;
    readonly of: string;
    readonly audience: string | null;
    readonly versions: readonly {
      readonly content: string;
      readonly at: string;
      readonly by: string;
      readonly size: number;
      readonly pages: number | null;
    }[];
  }[];
  readonly documents: readonly {
    readonly entry: string;
    readonly content: string;
    readonly fault: 'withdrawn' | 'destroyed' | 'for-others' | 'other-section' | null;
  }[];
  readonly making: {
    readonly done: number;
    readonly of: number;
  } | null;
};

export type CancelMeetingRequest = {
  readonly of: string;
  readonly reason: string;
};

export type Candidates = {
  readonly items: readonly {
    readonly caseId: string;
    readonly reference: string;
    readonly caseTitle: string;
    readonly caseStatus: 'open' | 'closed';
    readonly names: readonly string[];
    readonly born: string | null;
    readonly entry: string;
    readonly title: string;
    readonly status: 'current' | 'ended' | 'replaced';
    readonly from: string;
    readonly until: string | null;
    readonly member: number;
    readonly score: number;
    readonly band: 'likely' | 'possible';
    readonly reasons: readonly {
      readonly level: 'name-same' | 'name-swapped' | 'name-close' | 'name-loose' | 'name-longer' | 'name-part' | 'name-other' | 'born-same' | 'born-swapped' | 'born-near' | 'born-other' | 'number-same' | 'number-near' | 'number-other' | 'contact-same' | 'contact-other' | 'address-same' | 'address-other';
      readonly weight: number;
      readonly says: string;
    }[];
    readonly heldApart: boolean;
  }[];
  readonly isCut: boolean;
};

export type CaseCount = {
  readonly count: number;
  readonly isExact: boolean;
};

export type CaseDifference = {
  readonly from: string;
  readonly until: string;
  readonly items: readonly {
    readonly where: 'case' | 'fact' | 'task' | 'clock';
    readonly name: string;
    readonly title: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
};

export type CaseExport = {
  readonly fields: readonly string[];
  readonly items: readonly ExportedCase[];
  readonly next: string | null;
};

export type CaseOpenedOfItem = {
  readonly item: string;
  readonly caseId: string;
  readonly reference: string;
  readonly filed: readonly {
    readonly number: number;
    readonly seq: number;
  }[];
  readonly stopped: {
    readonly number: number | null;
    readonly code: string;
    readonly detail: string;
  } | null;
};

export type CasePackage = {
  readonly id: string;
  readonly madeAt: string;
  readonly reference: string;
  readonly metadata: string;
  readonly events: readonly {
    readonly seq: number;
    readonly hash: string;
    readonly occurred: string | null;
    readonly recordedAt: string | null;
    readonly actor: string | null;
    readonly title: string;
    readonly detail: readonly string[];
  }[];
  readonly documents: readonly {
    readonly entry: string;
    readonly number: number;
    readonly title: string;
    readonly kind: string;
    readonly audience: string | null;
    readonly receivedOn: string;
    readonly status: string;
    readonly version: number;
    readonly name: string;
    readonly mediaType: string;
    readonly size: number;
    readonly content: string;
  }[];
  readonly readable: string;
};

export type CasePage = {
  readonly items: readonly CaseRow[];
  readonly next: string | null;
};

export type CaseProofFile = {
  readonly format: string;
  readonly tenant: number;
  readonly caseId: string;
  readonly key: string;
  readonly events: readonly {
    readonly envelope: readonly (string | number)[];
    readonly hash: string;
    readonly index: number;
    readonly proof: readonly string[];
  }[];
  readonly checkpoint: string;
  readonly size: number;
  readonly earlier: readonly {
    readonly checkpoint: string;
    readonly proof: readonly string[];
  }[];
};

export type CaseReaders = {
  readonly people: readonly ReaderOfCase[];
  readonly items: readonly Look[];
  readonly next: string | null;
};

export type CaseRecords = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly caseTypeTitle: string;
  readonly status: 'open' | 'closed' | 'destroyed';
  readonly retention: RecordsCase | null;
  readonly holds: readonly {
    readonly holdId: string;
    readonly kind: 'case' | 'query';
    readonly title: string;
    readonly since: string;
  }[];
  readonly lists: readonly {
    readonly runId: string;
    readonly proposedAt: string;
    readonly outcome: string | null;
    readonly reason: string | null;
  }[];
  readonly destroyed: {
    readonly record: number;
    readonly recordHash: string;
    readonly at: string;
    readonly authority: string;
    readonly class: string;
    readonly approvers: readonly string[];
    readonly keys: number;
  } | null;
};

export type CaseReplay = {
  readonly caseId: string;
  readonly asOf: string;
  readonly by: 'recorded' | 'occurred';
  readonly events: number;
  readonly total: number;
  readonly view: CaseView | null;
  readonly stoppedAt: number | null;
  readonly items: readonly {
    readonly seq: number;
    readonly type: string;
    readonly occurred: string | null;
    readonly recordedAt: string;
    readonly actor: string;
  }[];
};

export type CaseRetention = {
  readonly status: 'open' | 'hidden' | 'no-schedule' | 'no-class' | 'unknown' | 'waiting' | 'permanent' | 'due';
  readonly class: {
    readonly name: string;
    readonly title: string;
    readonly authority: string;
    readonly number: string;
    readonly version: string;
    readonly period: string;
    readonly action: string;
  } | null;
  readonly dueOn: string | null;
  readonly floor: string | null;
  readonly missing: string | null;
  readonly steps: readonly {
    readonly rule: string;
    readonly of: 'class' | 'floor';
    readonly period: string;
    readonly because: readonly {
      readonly from: 'closing' | 'parent' | 'linked' | 'field' | 'entry' | 'recorded' | 'reckoned';
      readonly what: string;
      readonly on: string;
    }[];
    readonly dueOn: string;
  }[];
  readonly holds: number;
  readonly isBeingReckoned: boolean;
};

export type CaseReview = {
  readonly sample: string;
  readonly caseId: string;
  readonly reference: string;
  readonly questions: readonly string[];
  readonly workedOn: readonly string[];
  readonly isOwnWork: boolean;
  readonly review: {
    readonly by: string;
    readonly isOwn: boolean;
    readonly at: string;
    readonly version: number;
    readonly answers: readonly {
      readonly answer: 'met' | 'not-met' | 'not-applicable';
      readonly note: string;
    }[];
  } | null;
};

export type CaseReviewed = {
  readonly version: number;
};

export type CaseRow = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly title: string;
  readonly team: string;
  readonly status: 'open' | 'closed';
  readonly openedAt: string;
  readonly version: number;
};

export type CaseTypeList = {
  readonly items: readonly CaseTypeSummary[];
};

export type CaseTypeSummary = {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly purpose: string;
  readonly mayOpen: boolean;
  readonly openedBy: readonly string[];
  readonly emergencies: readonly {
    readonly category: string;
    readonly title: string;
  }[];
  readonly opening: FormFace;
};

export type CaseVerdict = {
  readonly verified: boolean;
  readonly events: number;
  readonly proved: number;
  readonly waiting: number;
  readonly problems: readonly {
    readonly seq: number;
    readonly code: string;
    readonly reason: string;
  }[];
  readonly checkpoint: string;
};

export type CaseView = {
  readonly caseId: string;
  readonly version: number;
  readonly reference: string;
  readonly caseType: {
    readonly name: string;
    readonly title: string;
    readonly version: string;
  };
  readonly status: 'open' | 'closed';
  readonly outcome: string | null;
  readonly team: string;
  readonly opened: string;
  readonly facts: readonly {
    readonly field: string;
    readonly label: string;
    readonly kind: 'text' | 'long-text' | 'number' | 'money' | 'date' | 'instant' | 'boolean' | 'choice';
    readonly value: string | number | boolean | null;
    readonly shown?: string;
  }[];
  readonly tabs: readonly TabFace[];
  readonly tasks: readonly TaskFace[];
  readonly plannable: readonly PlannableFace[];
  readonly plan: readonly PlanFace[];
  readonly clocks: readonly ClockFace[];
  readonly kept: Kept;
  readonly corrections: readonly Correction[];
  readonly closing: {
    readonly mayClose: boolean;
    readonly outcomes: readonly {
      readonly value: string;
      readonly label: string;
    }[];
  };
  readonly parent: RelatedCase | null;
  readonly children: readonly RelatedCase[];
};

export type ChainReport = {
  readonly verified: boolean;
  readonly events: number;
  readonly problems: readonly {
    readonly seq: number;
    readonly code: string;
    readonly reason: string;
  }[];
};

export type ChangeAudienceRequest = {
  readonly of: string;
  readonly audience: string;
  readonly to: string;
  readonly reason: string;
};

export type ChangeDocumentAudienceRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly to: string;
  readonly reason: string;
};

export type ChangeHint = {
  readonly caseId: string;
  readonly version: number;
};

export type ClaimItemRequest = Readonly<Record<string, never>>;

export type ClassifyRequest = {
  readonly classification: {
    readonly scale: string;
    readonly level: string;
    readonly markers: readonly string[];
  } | null;
  readonly compartments: readonly string[];
  readonly purposes: readonly string[] | null;
  readonly matters: readonly string[];
  readonly reason: string;
};

export type ClockAtRisk = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly kind: string;
  readonly team: string;
  readonly clock: string;
  readonly title: string;
  readonly dueOn: string;
  readonly risk: 'past' | 'week' | 'month';
  readonly law: string;
};

export type ClockFace = {
  readonly clock: string;
  readonly title: string;
  readonly kind: 'deadline' | 'window';
  readonly startedOn: string;
  readonly dueOn: string;
  readonly days: number;
  readonly extendedDays: number;
  readonly stoppedOn: string | null;
  readonly standing: 'running' | 'met' | 'late' | 'overdue' | 'lapsed';
  readonly law: string;
};

export type ClocksAtRisk = {
  readonly items: readonly ClockAtRisk[];
  readonly isExact: boolean;
};

export type CloseRequest = {
  readonly outcome: string;
};

export type CommandAnswer = {
  readonly caseId: string;
  readonly version: number;
  readonly reference: string;
};

export type CommunicationFace = {
  readonly entry: string;
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact' | 'revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke' | 'offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap' | 'admit' | 'exclude' | 'return' | 'dispose' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'approve' | 'send' | 'deliver' | 'bounce' | 'add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold')[];
  readonly status: 'drafted' | 'approved' | 'discarded' | 'sent' | 'delivered' | 'bounced' | 'recorded' | 'arranged' | 'cancelled' | 'held' | 'missed';
  readonly direction: 'out' | 'in';
  readonly channel: string;
  readonly with: readonly string[];
  readonly subject: string;
  readonly content: string | null;
  readonly answers: string | null;
  readonly approved: {
    readonly by: string;
    readonly onBehalfOf: string | null;
    readonly content: string;
  } | null;
  readonly reasons: string | null;
  readonly made: {
    readonly title: string;
    readonly party: string | null;
    readonly language: string;
  } | null;
  readonly appointment: {
    readonly startsAt: string;
    readonly endsAt: string;
    readonly place: string | null;
    readonly link: string | null;
    readonly interpreter: string | null;
    readonly changes: number;
    readonly missedBy: readonly string[];
  } | null;
};

export type CompareRules = {
  readonly rules: {
    readonly version: string;
    readonly grants: readonly {
      readonly rule: string;
      readonly fact: string;
      readonly binds: string;
      readonly conditions: readonly {
        readonly if: string;
        readonly hours?: number;
        readonly characters?: number;
      }[];
      readonly sections: string;
      readonly namedReaders: string;
      readonly handedOn: string;
      readonly kept: string;
      readonly says: string;
    }[];
    readonly terms: readonly {
      readonly term: string;
      readonly of: string;
      readonly column: string;
      readonly test: string;
      readonly says: string;
    }[];
    readonly standingWalls: readonly string[];
    readonly unknownRole: {
      readonly below: boolean;
      readonly delegable: boolean;
    };
  };
  readonly after?: string;
};

export type CompleteSubjectFile = {
  readonly dryRun?: boolean;
};

export type ConcludeGoalRequest = {
  readonly of: string;
  readonly attainment: 'attained' | 'partly-attained' | 'not-attained' | 'withdrawn';
  readonly reasons?: string;
};

export type ConcludeMeetingRequest = {
  readonly of: string;
  readonly missedBy: readonly string[];
  readonly reasons: string;
};

export type ConfirmCustodyRequest = {
  readonly of: string;
  readonly audience: string;
  readonly at?: string;
  readonly receipt?: string;
};

export type ConsistencyProof = {
  readonly from: number;
  readonly to: number;
  readonly proof: readonly string[];
  readonly proved: boolean;
};

export type Correction = {
  readonly correction: string;
  readonly field: string | null;
  readonly entry: string | null;
  readonly title: string;
  readonly standing: 'accepted' | 'attached';
  readonly words: string;
  readonly reasons: string | null;
  readonly askedBy: string | null;
  readonly askedOn: string;
  readonly on: string;
  readonly by: string;
  readonly authority: string;
  readonly isReceived: boolean;
  readonly isPast: boolean;
  readonly recipients: readonly {
    readonly key: string;
    readonly through: readonly string[];
    readonly settled: {
      readonly how: 'told' | 'excused';
      readonly on: string;
      readonly words: string;
      readonly by: string;
    } | null;
    readonly left?: string;
  }[];
};

export type DataRequest = {
  readonly data: { readonly [name: string]: string | number | boolean | null };
};

export type DecideAccessRequest = {
  readonly granted: boolean;
  readonly until: string | null;
  readonly reason: string;
};

export type DecideIssueRequest = {
  readonly of: string;
  readonly outcome: string;
  readonly reasons: string;
};

export type DecideSubjectItems = {
  readonly items: readonly string[];
  readonly decision: 'release' | 'redact' | 'withhold';
  readonly code?: string;
  readonly words?: string;
  readonly copy?: string;
  readonly namesOthers?: boolean;
};

export type DeclineCustodyRequest = {
  readonly of: string;
  readonly audience: string;
  readonly reason: string;
};

export type DeclineReferralRequest = {
  readonly of: string;
  readonly because: string;
  readonly note?: string;
};

export type DeliverCommunicationRequest = {
  readonly of: string;
  readonly on?: string;
};

export type DeterminationFace = {
  readonly entry: string;
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact' | 'revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke' | 'offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap' | 'admit' | 'exclude' | 'return' | 'dispose' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'approve' | 'send' | 'deliver' | 'bounce' | 'add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold')[];
  readonly status: 'drafted' | 'discarded' | 'made' | 'notified' | 'affirmed' | 'varied' | 'set-aside' | 'revoked';
  readonly outcome: string | null;
  readonly reasons: string | null;
  readonly draft: number;
  readonly made: {
    readonly by: string;
    readonly onBehalfOf: string | null;
    readonly delegation: {
      readonly id: string;
      readonly instrument: string;
      readonly law: string;
      readonly from: string;
      readonly until: string | null;
    } | null;
  } | null;
  readonly issues: readonly {
    readonly issue: string;
    readonly outcome: string | null;
  }[];
  readonly manifest: readonly ({
    readonly field: string;
    readonly version: number;
  } | {
    readonly entry: string;
    readonly version: number;
  } | {
    readonly document: string;
    readonly words: string;
  })[];
  readonly notice: readonly {
    readonly party: string;
    readonly on: string | null;
    readonly withheld: string | null;
  }[];
  readonly windows: readonly {
    readonly right: string;
    readonly party: string;
    readonly until: string;
  }[];
  readonly rights: readonly {
    readonly right: string;
    readonly title: string;
  }[];
  readonly reviewOf: string | null;
  readonly review: {
    readonly title: string;
    readonly party: string | 'agency' | null;
    readonly on: string;
    readonly words: string;
    readonly late: string | null;
    readonly isOpen: boolean;
    readonly answer: string | null;
  } | null;
  readonly reviewClosedOn: string | null;
  readonly why: string | null;
};

export type DiscardCommunicationRequest = {
  readonly of: string;
  readonly reason: string;
};

export type DiscardDeterminationRequest = {
  readonly of: string;
  readonly reason: string;
};

export type DiscloseDocumentRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly duty: string;
  readonly to: string;
  readonly content: string;
  readonly on?: string;
};

export type DisposalCertificate = {
  readonly runId: string;
  readonly record: number;
  readonly recordHash: string;
  readonly recordedAt: string;
  readonly withheld: number;
  readonly certificate: {
    readonly runId: string;
    readonly list: string;
    readonly proposedBy: string;
    readonly approvedBy: readonly string[];
    readonly destroyed: number;
    readonly leftOut: number;
    readonly records: readonly number[];
    readonly hash: string;
  };
  readonly people: readonly {
    readonly person: string;
    readonly name: string;
  }[];
  readonly items: readonly {
    readonly position: number;
    readonly caseId: string;
    readonly caseType: string;
    readonly class: string;
    readonly authority: string;
    readonly dueOn: string;
    readonly outcome: string;
    readonly reason: string | null;
    readonly record: number | null;
    readonly recordHash: string | null;
  }[];
};

export type DisposalItem = {
  readonly position: number;
  readonly caseId: string;
  readonly reference: string | null;
  readonly caseType: string;
  readonly class: RetentionClassRef;
  readonly countsFrom: readonly ('closing' | 'parent' | 'linked' | 'field' | 'entry' | 'recorded' | 'reckoned')[];
  readonly triggerOn: string | null;
  readonly dueOn: string;
  readonly floor: string | null;
  readonly now: string | null;
  readonly outcome: 'destroyed' | 'left-out' | null;
  readonly reason: string | null;
  readonly why: string | null;
  readonly takenOutBy: string | null;
  readonly record: number | null;
};

export type DisposalItemPage = {
  readonly items: readonly DisposalItem[];
  readonly withheld: number;
  readonly next: string | null;
};

export type DisposalListSeen = {
  readonly list: string;
};

export type DisposalProposal = {
  readonly runId: string;
  readonly reason: string;
  readonly to: string;
  readonly caseType: string | null;
  readonly class: string | null;
  readonly team: string | null;
};

export type DisposalProposed = {
  readonly runId: string;
  readonly list: string;
  readonly items: number;
  readonly held: number;
  readonly stale: number;
  readonly withheld: number;
};

export type DisposalReason = {
  readonly why: string;
};

export type DisposalRun = {
  readonly runId: string;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly reason: string;
  readonly state: 'draft' | 'in-review' | 'approved' | 'running' | 'stopped' | 'done' | 'withdrawn';
  readonly items: number;
  readonly left: number;
  readonly destroyed: number;
  readonly leftOut: number;
  readonly takenOut: number;
  readonly approvals: number;
  readonly asked: {
    readonly to: string;
    readonly caseType: string | null;
    readonly class: string | null;
    readonly team: string | null;
  } | null;
  readonly list: string;
  readonly listAsProposed: string;
  readonly approvedBy: readonly {
    readonly person: string;
    readonly name: string;
    readonly at: string;
    readonly counts: boolean;
  }[];
  readonly different: readonly {
    readonly now: string;
    readonly cases: number;
  }[];
  readonly startedBy: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly record: number | null;
  readonly withdrawn: {
    readonly by: string;
    readonly at: string;
    readonly why: string;
  } | null;
  readonly may: {
    readonly takeOut: string | null;
    readonly submit: string | null;
    readonly approve: string | null;
    readonly withdraw: string | null;
    readonly start: string | null;
  };
};

export type DisposalRunLine = {
  readonly runId: string;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly reason: string;
  readonly state: 'draft' | 'in-review' | 'approved' | 'running' | 'stopped' | 'done' | 'withdrawn';
  readonly items: number;
  readonly left: number;
  readonly destroyed: number;
  readonly leftOut: number;
  readonly takenOut: number;
  readonly approvals: number;
};

export type DisposalRunList = {
  readonly items: readonly DisposalRunLine[];
};

export type DisposalStart = {
  readonly list: string;
  readonly items: number;
};

export type DisposalStepTaken = {
  readonly runId: string;
  readonly list: string;
  readonly items: number;
};

export type DisposeEvidenceRequest = {
  readonly of: string;
  readonly audience: string;
  readonly reasons: string;
};

export type DocumentFace = {
  readonly entry: string;
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact' | 'revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke' | 'offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap' | 'admit' | 'exclude' | 'return' | 'dispose' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'approve' | 'send' | 'deliver' | 'bounce' | 'add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold')[];
  readonly status: 'filed' | 'withdrawn';
  readonly number: number;
  readonly words: string;
  readonly audience: string | null;
  readonly audienceTitle: string | null;
  readonly category: string;
  readonly channel: 'staff' | 'portal' | 'mail' | 'scan' | 'api' | 'import' | 'made';
  readonly receivedOn: string;
  readonly sender: string | null;
  readonly about: readonly string[];
  readonly versions: readonly {
    readonly file: string;
    readonly content: string;
    readonly size: number;
    readonly mediaType: string;
    readonly name: string;
    readonly pages: number | null;
    readonly check: {
      readonly verdict: 'clean' | 'unscanned';
      readonly scanner: string | null;
    };
    readonly at: string;
    readonly by: string;
  }[];
  readonly derivedFrom: {
    readonly how: 'redaction' | 'bundle' | 'letter' | 'copy';
    readonly entry: string | null;
    readonly content: string | null;
  } | null;
  readonly disclosures: readonly {
    readonly duty: string;
    readonly title: string;
    readonly party: string;
    readonly on: string;
    readonly content: string;
    readonly ground: string | null;
    readonly groundTitle: string | null;
    readonly reasons: string | null;
    readonly by: string;
  }[];
  readonly due: readonly {
    readonly duty: string;
    readonly title: string;
    readonly party: string;
  }[];
  readonly reasons: string | null;
};

export type DocumentSearchPage = {
  readonly words: readonly string[];
  readonly items: readonly FoundDocument[];
  readonly next: string | null;
  readonly isCut: boolean;
};

export type DraftAcknowledgeRequest = {
  readonly seen: number;
  readonly hash: string;
  readonly difference: string;
  readonly words: string;
};

export type DraftApproveRequest = {
  readonly seen: number;
  readonly hash: string;
  readonly words: string;
};

export type DraftBeginRequest = {
  readonly draftId: string;
  readonly name: string;
  readonly source: string;
  readonly scenarios: readonly {
    readonly name: string;
    readonly source: string;
  }[];
};

export type DraftCommunicationRequest = {
  readonly of: string;
  readonly channel: string;
  readonly with: readonly string[];
  readonly subject: string;
  readonly content?: string;
  readonly answers?: string;
};

export type DraftDeterminationRequest = {
  readonly of: string;
  readonly outcome?: string | null;
  readonly reasons?: string | null;
  readonly issues?: readonly {
    readonly issue: string;
    readonly outcome: string;
  }[];
  readonly manifest?: readonly ({
    readonly field: string;
    readonly version: number;
  } | {
    readonly entry: string;
    readonly version: number;
  } | {
    readonly document: string;
    readonly words: string;
  })[];
  readonly notice?: readonly {
    readonly party: string;
    readonly withheld?: string;
  }[];
  readonly reviewOf?: string;
};

export type DraftLine = {
  readonly draftId: string;
  readonly name: string;
  readonly state: 'draft' | 'in-review' | 'approved' | 'published' | 'withdrawn';
  readonly hash: string | null;
  readonly begunBy: string;
  readonly begunAt: string;
  readonly changedAt: string;
};

export type DraftList = {
  readonly items: readonly DraftLine[];
};

export type DraftOfCaseType = {
  readonly draftId: string;
  readonly name: string;
  readonly state: 'draft' | 'in-review' | 'approved' | 'published' | 'withdrawn';
  readonly steps: number;
  readonly hash: string | null;
  readonly version: string | null;
  readonly effectiveOn: string | null;
  readonly inForceAt: string | null;
  readonly source: string;
  readonly whole: string | null;
  readonly problems: readonly {
    readonly line: number;
    readonly column: number;
    readonly path: string;
    readonly reason: string;
    readonly block: string | null;
  }[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly source: string;
    readonly failures: readonly string[];
  }[];
  readonly roles: readonly {
    readonly role: string;
    readonly title: string;
    readonly forms: readonly {
      readonly task: string | null;
      readonly form: FormFace;
    }[];
    readonly hidden: readonly string[];
  }[];
  readonly follows: {
    readonly version: string;
    readonly hash: string;
    readonly inForceAt: string;
  } | null;
  readonly differences: readonly {
    readonly path: string;
    readonly change: 'added' | 'removed' | 'changed' | 'reordered';
    readonly before: string | null;
    readonly after: string | null;
    readonly concern: string;
    readonly privacy: string | null;
    readonly id: string | null;
    readonly acknowledged: {
      readonly name: string;
      readonly at: string;
      readonly words: string;
    } | null;
  }[];
  readonly history: readonly {
    readonly number: number;
    readonly kind: string;
    readonly person: string;
    readonly name: string;
    readonly onBehalfOf: string | null;
    readonly at: string;
    readonly words: string;
    readonly hash: string | null;
    readonly effectiveOn: string | null;
  }[];
  readonly may: {
    readonly save: string | null;
    readonly send: string | null;
    readonly withdraw: string | null;
    readonly approve: string | null;
    readonly return: string | null;
    readonly acknowledge: string | null;
    readonly publish: string | null;
  };
};

export type DraftSaveRequest = {
  readonly seen: number;
  readonly source: string;
  readonly scenarios: readonly {
    readonly name: string;
    readonly source: string;
  }[];
};

export type DraftSendRequest = {
  readonly seen: number;
  readonly hash: string;
  readonly effectiveOn: string | null;
  readonly words: string;
};

export type DraftStepTaken = {
  readonly draftId: string;
  readonly number: number;
  readonly hash: string | null;
  readonly state: 'draft' | 'in-review' | 'approved' | 'published' | 'withdrawn';
};

export type DraftWordsRequest = {
  readonly seen: number;
  readonly words: string;
};

export type DrawSampleRequest = {
  readonly team: string;
  readonly caseType: string;
  readonly basis: 'closing' | 'decision';
  readonly from: string;
  readonly to: string;
  readonly of: string | null;
  readonly size: number | null;
  readonly percent: number | null;
  readonly byOutcome: boolean;
  readonly reason: string;
  readonly questions: readonly string[];
  readonly seed: string | null;
};

export type DueCounts = {
  readonly all: number;
  readonly overdue: number;
  readonly today: number;
  readonly week: number;
  readonly later: number;
  readonly none: number;
};

export type DueDateRequest = {
  readonly dueOn: string;
  readonly reason: string;
};

export type DuplicateItemRequest = {
  readonly of: string;
  readonly reason: string;
};

export type EmergencyStatistics = {
  readonly from: string;
  readonly to: string;
  readonly all: {
    readonly total: number;
    readonly due: number;
    readonly overdue: number;
    readonly justified: number;
    readonly notJustified: number;
  };
  readonly items: readonly {
    readonly team: string;
    readonly title: string;
    readonly category: string;
    readonly total: number;
    readonly due: number;
    readonly overdue: number;
    readonly justified: number;
    readonly notJustified: number;
  }[];
};

export type EndAccessRequest = {
  readonly reason: string;
};

export type EndPartyRequest = {
  readonly of: string;
  readonly until?: string;
  readonly reason: string;
};

export type EvidenceFace = {
  readonly entry: string;
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact' | 'revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke' | 'offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap' | 'admit' | 'exclude' | 'return' | 'dispose' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'approve' | 'send' | 'deliver' | 'bounce' | 'add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold')[];
  readonly status: 'registered' | 'admitted' | 'excluded' | 'returned' | 'disposed';
  readonly exhibit: number;
  readonly words: string;
  readonly document: string | null;
  readonly audience: string;
  readonly audienceTitle: string;
  readonly offeredFor: readonly string[];
  readonly hasGap: boolean;
  readonly isAdmissible: boolean;
  readonly custody: {
    readonly from: {
      readonly person: string;
    } | {
      readonly party: string;
    } | {
      readonly outside: string;
    } | null;
    readonly first: {
      readonly person: string;
    } | {
      readonly party: string;
    } | {
      readonly outside: string;
    } | null;
    readonly holder: {
      readonly person: string;
    } | {
      readonly party: string;
    } | {
      readonly outside: string;
    } | null;
    readonly since: string;
    readonly isPending: boolean;
    readonly transfers: readonly {
      readonly from: {
        readonly person: string;
      } | {
        readonly party: string;
      } | {
        readonly outside: string;
      } | null;
      readonly to: {
        readonly person: string;
      } | {
        readonly party: string;
      } | {
        readonly outside: string;
      } | null;
      readonly at: string;
      readonly offeredBy: string;
      readonly receivedAt: string | null;
      readonly confirmedBy: string | null;
      readonly receipt: string | null;
      readonly declined: string | null;
    }[];
    readonly reported: readonly {
      readonly from: string;
      readonly until: string | null;
      readonly words: string;
    }[];
  } | null;
  readonly returnedTo: {
    readonly person: string;
  } | {
    readonly party: string;
  } | {
    readonly outside: string;
  } | null;
  readonly returnReceipt: string | null;
  readonly reasons: string | null;
};

export type ExcludeEvidenceRequest = {
  readonly of: string;
  readonly audience: string;
  readonly reasons: string;
};

export type ExportSubjectFile = {
  readonly hash: string;
  readonly language: 'en' | 'fr';
};

export type ExportedCase = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly title: string;
  readonly team: string;
  readonly status: 'open' | 'closed';
  readonly openedAt: string;
  readonly version: number;
  readonly data: { readonly [name: string]: string | number | boolean | null };
  readonly corrections: readonly {
    readonly about: string;
    readonly says: string;
  }[];
};

export type ExtendClockRequest = {
  readonly extension: string;
  readonly by: {
    readonly count: number;
    readonly unit: 'days' | 'working-days' | 'weeks' | 'months' | 'years';
  };
  readonly reason: string;
};

export type FieldFace = {
  readonly field: string;
  readonly kind: 'text' | 'long-text' | 'number' | 'money' | 'date' | 'instant' | 'boolean' | 'choice';
  readonly label: string;
  readonly hint?: string;
  readonly asksFact?: boolean;
  readonly purpose?: string;
  readonly required: boolean;
  readonly readOnly?: true;
  readonly page?: string;
  readonly when?: readonly string[];
  readonly maxLength: number;
  readonly options?: readonly {
    readonly value: string;
    readonly label: string;
  }[];
  readonly value?: string | number | boolean | null;
};

export type FileDocumentRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly title: string;
  readonly file: string;
  readonly receivedOn?: string;
  readonly sender?: string | null;
  readonly about?: readonly string[];
  readonly derivedFrom?: {
    readonly entry: string;
    readonly content: string;
    readonly how: 'redaction' | 'bundle' | 'letter' | 'copy';
  } | null;
};

export type FileItemRequest = {
  readonly caseId: string;
  readonly documents: readonly {
    readonly number: number;
    readonly kind: string;
    readonly audience?: string;
    readonly title: string;
    readonly sender?: string;
    readonly about?: readonly string[];
    readonly receivedOn?: string;
  }[];
  readonly isAll: boolean;
};

export type FindRequest = {
  readonly q: string;
};

export type FinishUploadRequest = {
  readonly content?: string;
};

export type FormFace = {
  readonly form: string;
  readonly title: string;
  readonly pages?: readonly {
    readonly page: string;
    readonly title: string;
  }[];
  readonly fields: readonly FieldFace[];
};

export type Found = {
  readonly words: readonly string[];
  readonly people: {
    readonly items: readonly FoundPerson[];
    readonly isCut: boolean;
  };
  readonly cases: {
    readonly items: readonly SearchRow[];
    readonly isCut: boolean;
  };
  readonly documents: {
    readonly items: readonly FoundDocument[];
    readonly isCut: boolean;
  };
};

export type FoundCase = {
  readonly caseId: string;
  readonly reference: string;
};

export type FoundDocument = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly team: string;
  readonly document: string;
  readonly title: string;
  readonly status: 'filed' | 'withdrawn';
  readonly file: string;
  readonly name: string;
  readonly mediaType: string;
  readonly filedAt: string;
  readonly isCurrent: boolean;
  readonly page: number;
  readonly excerpt: string;
  readonly marks: readonly {
    readonly from: number;
    readonly to: number;
  }[];
};

export type FoundPerson = {
  readonly caseId: string;
  readonly entry: string;
  readonly names: readonly string[];
  readonly born: string | null;
  readonly title: string;
  readonly reference: string;
  readonly caseTitle: string;
  readonly match: 'same' | 'beginning' | 'alike';
  readonly cases: number;
};

export type GiveAccessRequest = {
  readonly fact: {
    readonly kind: 'wall';
    readonly person: string | null;
    readonly unit: string | null;
    readonly standing: 'declared' | 'suggested';
  } | {
    readonly kind: 'seal';
    readonly section: string | null;
    readonly openTo: readonly string[];
  } | {
    readonly kind: 'share';
    readonly to: string;
    readonly unit: string | null;
    readonly sections: readonly string[];
    readonly purpose: string;
    readonly authority: string;
    readonly consent: string | null;
    readonly until: string;
  } | {
    readonly kind: 'consent';
    readonly purpose: string;
    readonly of?: string;
    readonly sections?: readonly string[] | null;
    readonly recipients?: readonly string[] | null;
    readonly given?: {
      readonly how: 'written' | 'spoken' | 'electronic';
      readonly on: string;
      readonly document: string | null;
    };
    readonly until: string | null;
  };
};

export type GoalFace = {
  readonly entry: string;
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact' | 'revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke' | 'offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap' | 'admit' | 'exclude' | 'return' | 'dispose' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'approve' | 'send' | 'deliver' | 'bounce' | 'add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold')[];
  readonly status: 'pursued' | 'attained' | 'partly-attained' | 'not-attained' | 'withdrawn';
  readonly words: string;
  readonly owner: string | null;
  readonly measure: {
    readonly title: string;
    readonly unit: string;
    readonly direction: 'more' | 'less';
  };
  readonly baseline: string;
  readonly target: string;
  readonly reviews: readonly {
    readonly on: string;
    readonly value: string;
    readonly note: string | null;
  }[];
  readonly reasons: string | null;
};

export type GoalKindReport = {
  readonly caseType: string;
  readonly title: string;
  readonly goal: string;
  readonly goalTitle: string;
  readonly measure: {
    readonly title: string;
    readonly unit: string;
    readonly direction: 'more' | 'less';
  };
  readonly cohorts: readonly {
    readonly cohort: string;
    readonly title: string;
  }[];
  readonly cohortTitle: string | null;
  readonly all: {
    readonly goals: number;
    readonly pursued: number;
    readonly attained: number;
    readonly partlyAttained: number;
    readonly notAttained: number;
    readonly withdrawn: number;
    readonly measured: number;
    readonly start: GoalSpread | null;
    readonly end: GoalSpread | null;
    readonly daysToAttain: GoalSpread | null;
  };
  readonly rows: readonly GoalReportRow[];
};

export type GoalReport = {
  readonly by: 'set' | 'concluded';
  readonly from: string;
  readonly to: string;
  readonly period: 'all' | 'month' | 'quarter' | 'year' | 'financial-year';
  readonly cohort: string | null;
  readonly kinds: readonly GoalKindReport[];
  readonly isCut: boolean;
};

export type GoalReportRow = {
  readonly cohort: string | null;
  readonly label: string | null;
  readonly period: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly goals: number;
  readonly pursued: number;
  readonly attained: number;
  readonly partlyAttained: number;
  readonly notAttained: number;
  readonly withdrawn: number;
  readonly measured: number;
  readonly start: GoalSpread | null;
  readonly end: GoalSpread | null;
  readonly daysToAttain: GoalSpread | null;
};

export type GoalSpread = {
  readonly count: number;
  readonly lower: string;
  readonly median: string;
  readonly upper: string;
};

export type HandItemRequest = {
  readonly queue: string;
  readonly person?: string | null;
};

export type Health = {
  readonly status: 'ok' | 'unavailable';
};

export type Hold = {
  readonly holdId: string;
  readonly kind: 'case' | 'query';
  readonly title: string;
  readonly caseId: string | null;
  readonly reason: string;
  readonly authority: string | null;
  readonly addedBy: string | null;
  readonly addedAt: string;
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly reviewOn: string | null;
  readonly isOverdue: boolean;
  readonly endedAt: string | null;
  readonly cases: number;
  readonly isReleaseAsked: boolean;
  readonly predicate: HoldPredicate | null;
  readonly custodians: readonly {
    readonly person: string;
    readonly name: string;
    readonly acknowledgedAt: string | null;
  }[];
  readonly releases: readonly {
    readonly number: number;
    readonly askedBy: string;
    readonly askedAt: string;
    readonly reason: string;
    readonly authority: string;
    readonly decision: 'released' | 'kept' | null;
    readonly decidedBy: string | null;
    readonly decidedAt: string | null;
    readonly words: string | null;
  }[];
  readonly covered: readonly {
    readonly caseId: string;
    readonly reference: string;
    readonly caseType: string;
    readonly status: string;
    readonly since: string;
    readonly holds: number;
  }[];
  readonly withheld: number;
  readonly next: string | null;
  readonly may: {
    readonly review: string | null;
    readonly ask: string | null;
    readonly decide: string | null;
  };
};

export type HoldLine = {
  readonly holdId: string;
  readonly kind: 'case' | 'query';
  readonly title: string;
  readonly caseId: string | null;
  readonly reason: string;
  readonly authority: string | null;
  readonly addedBy: string | null;
  readonly addedAt: string;
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly reviewOn: string | null;
  readonly isOverdue: boolean;
  readonly endedAt: string | null;
  readonly cases: number;
  readonly isReleaseAsked: boolean;
};

export type HoldList = {
  readonly items: readonly HoldLine[];
  readonly withheld: number;
  readonly managers: readonly {
    readonly person: string;
    readonly name: string;
  }[];
  readonly kinds: readonly {
    readonly caseType: string;
    readonly title: string;
  }[];
};

export type HoldPredicate = {
  readonly caseTypes?: readonly string[];
  readonly teams?: readonly string[];
  readonly outcomes?: readonly string[];
  readonly subjects?: readonly string[];
  readonly openedFrom?: string;
  readonly openedTo?: string;
  readonly fields?: readonly {
    readonly field: string;
    readonly is: '=' | '<' | '>';
    readonly value: string | number | boolean;
  }[];
};

export type HoldPreview = {
  readonly kinds: readonly {
    readonly caseType: string;
    readonly title: string;
    readonly cases: number;
  }[];
  readonly cases: number;
  readonly withheld: number;
};

export type HoldPreviewRequest = {
  readonly predicate: HoldPredicate;
};

export type HoldReleaseDecision = {
  readonly number: number;
  readonly decision: 'released' | 'kept';
  readonly words: string;
};

export type HoldReleaseRequest = {
  readonly reason: string;
  readonly authority: string;
};

export type HoldReview = {
  readonly reviewOn: string;
  readonly owner: string;
};

export type HoldStepTaken = {
  readonly holdId: string;
  readonly cases: number | null;
};

export type HoldToPlace = {
  readonly holdId: string;
  readonly on: {
    readonly kind: 'case';
    readonly caseId: string;
  } | {
    readonly kind: 'query';
    readonly title: string;
    readonly predicate: HoldPredicate;
  };
  readonly reason: string;
  readonly authority: string;
  readonly owner: string;
  readonly reviewOn: string;
  readonly custodians: readonly string[];
};

export type Identity = {
  readonly records: readonly {
    readonly caseId: string;
    readonly reference: string;
    readonly caseTitle: string;
    readonly caseStatus: 'open' | 'closed';
    readonly names: readonly string[];
    readonly born: string | null;
    readonly entry: string;
    readonly title: string;
    readonly status: 'current' | 'ended' | 'replaced';
    readonly from: string;
    readonly until: string | null;
    readonly member: number;
    readonly facts: readonly RecordedFact[];
  }[];
  readonly acts: readonly PeopleAct[];
  readonly isCut: boolean;
};

export type ImposeObligationRequest = {
  readonly of: string;
  readonly words: string;
  readonly owedBy: string | 'agency';
  readonly arisesFrom?: string;
  readonly agreement?: string;
  readonly from?: string;
  readonly dueOn?: string;
};

export type InboxDone = {
  readonly item: string;
};

export type InboxItem = {
  readonly item: string;
  readonly queue: string;
  readonly channel: 'mail' | 'scan' | 'portal' | 'api' | 'import';
  readonly state: 'waiting' | 'filed' | 'rejected';
  readonly receivedAt: string;
  readonly dueOn: string;
  readonly owner: string | null;
  readonly isWhole: boolean;
  readonly from: string | null;
  readonly subject: string | null;
};

export type InboxPage = {
  readonly items: readonly InboxItem[];
  readonly next: string | null;
};

export type InboxPart = {
  readonly number: number;
  readonly name: string;
  readonly state: 'waiting' | 'filed' | 'left' | 'refused';
  readonly mediaType: string | null;
  readonly size: number | null;
  readonly verdict: 'clean' | 'unscanned' | null;
  readonly refused: {
    readonly code: string;
    readonly reason: string;
  } | null;
  readonly caseId: string | null;
  readonly seq: number | null;
};

export type InboxQueue = {
  readonly queue: string;
  readonly days: number;
  readonly waiting: number;
  readonly overdue: number;
};

export type InboxQueueList = {
  readonly items: readonly InboxQueue[];
  readonly handTo: readonly {
    readonly queue: string;
    readonly title: string;
    readonly people: readonly {
      readonly person: string;
      readonly name: string;
    }[];
  }[];
};

export type InclusionProof = {
  readonly seq: number;
  readonly logged: boolean;
  readonly index: number;
  readonly hash: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
};

export type IssueFace = {
  readonly entry: string;
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact' | 'revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke' | 'offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap' | 'admit' | 'exclude' | 'return' | 'dispose' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'approve' | 'send' | 'deliver' | 'bounce' | 'add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold')[];
  readonly status: 'open' | 'decided';
  readonly words: string;
  readonly outcome: string | null;
  readonly reasons: string | null;
  readonly within: string | null;
  readonly determination: string | null;
};

export type ItemBrought = {
  readonly item: string;
  readonly isNew: boolean;
  readonly rejected: {
    readonly code: string;
    readonly reason: string;
  } | null;
  readonly heldBack: readonly {
    readonly number: number;
    readonly code: string;
  }[];
};

export type ItemFiled = {
  readonly item: string;
  readonly filed: readonly {
    readonly number: number;
    readonly seq: number;
  }[];
  readonly stopped: {
    readonly number: number | null;
    readonly code: string;
    readonly detail: string;
  } | null;
};

export type Jobs = {
  readonly at: string;
  readonly items: readonly {
    readonly job: 'events' | 'timers' | 'texts' | 'letters' | 'leavers' | 'log';
    readonly waiting: number;
    readonly since: string | null;
    readonly failed: number;
    readonly doneAt: string | null;
  }[];
};

export type KeepPhraseRequest = {
  readonly phrase?: string;
  readonly title: string;
  readonly words: string;
  readonly team?: string;
};

export type KeepUnsentRequest = {
  readonly place: string;
  readonly fields: { readonly [name: string]: string } | null;
  readonly version: number;
  readonly person: string;
};

export type KeepViewRequest = {
  readonly place: 'cases' | 'inbox';
  readonly title: string;
  readonly filters: { readonly [name: string]: string };
  readonly team?: string;
};

export type Kept = {
  readonly issues: readonly IssueFace[];
  readonly parties: readonly PartyFace[];
  readonly goals: readonly GoalFace[];
  readonly obligations: readonly ObligationFace[];
  readonly determinations: readonly DeterminationFace[];
  readonly evidence: readonly EvidenceFace[];
  readonly referrals: readonly ReferralFace[];
  readonly communications: readonly CommunicationFace[];
  readonly documents: readonly DocumentFace[];
  readonly kinds: {
    readonly issues: readonly {
      readonly of: string;
      readonly title: string;
      readonly mayAdd: boolean;
      readonly outcomes: readonly {
        readonly value: string;
        readonly label: string;
      }[];
      readonly within: string | null;
    }[];
    readonly parties: readonly {
      readonly of: string;
      readonly title: string;
      readonly mayAdd: boolean;
      readonly represents: readonly string[];
      readonly scope: readonly {
        readonly value: string;
        readonly label: string;
      }[];
    }[];
    readonly goals: readonly {
      readonly of: string;
      readonly title: string;
      readonly mayAdd: boolean;
      readonly owner: readonly string[];
      readonly measure: {
        readonly title: string;
        readonly unit: string;
        readonly direction: 'more' | 'less';
      };
    }[];
    readonly obligations: readonly {
      readonly of: string;
      readonly title: string;
      readonly mayAdd: boolean;
      readonly owedBy: readonly string[];
      readonly hasClock: boolean;
    }[];
    readonly determinations: readonly {
      readonly of: string;
      readonly title: string;
      readonly mayAdd: boolean;
      readonly outcomes: readonly {
        readonly value: string;
        readonly label: string;
      }[];
      readonly decides: readonly string[];
      readonly notify: readonly string[];
      readonly mustBeRead: readonly string[];
      readonly instrument: string | null;
      readonly body: string | null;
    }[];
    readonly evidence: readonly {
      readonly of: string;
      readonly title: string;
      readonly mayAdd: boolean;
      readonly audiences: readonly {
        readonly value: string;
        readonly label: string;
      }[];
      readonly offeredFor: readonly string[];
      readonly hasCustody: boolean;
    }[];
    readonly referrals: readonly {
      readonly of: string;
      readonly title: string;
      readonly mayAdd: boolean;
      readonly to: 'team' | 'agency';
      readonly purpose: string;
      readonly sections: readonly {
        readonly value: string;
        readonly label: string;
      }[];
      readonly declineReasons: readonly {
        readonly value: string;
        readonly label: string;
      }[];
    }[];
    readonly communications: readonly {
      readonly of: string;
      readonly title: string;
      readonly mayAdd: boolean;
      readonly form: 'letter' | 'message' | 'call' | 'meeting';
      readonly direction: 'out' | 'in' | 'both';
      readonly with: readonly string[];
      readonly channels: readonly {
        readonly value: string;
        readonly label: string;
      }[];
      readonly letters: readonly {
        readonly letter: string;
        readonly title: string;
        readonly to: readonly string[];
        readonly channels: readonly {
          readonly value: string;
          readonly label: string;
          readonly way: 'mail' | 'post';
        }[];
        readonly mayMake: boolean;
      }[];
    }[];
    readonly documents: readonly {
      readonly of: string;
      readonly title: string;
      readonly mayAdd: boolean;
      readonly audiences: readonly {
        readonly value: string;
        readonly label: string;
      }[];
      readonly category: string;
      readonly accepts: readonly string[];
      readonly maxSize: number | null;
      readonly about: readonly string[];
      readonly required: boolean;
    }[];
    readonly disclosures: readonly {
      readonly of: string;
      readonly title: string;
      readonly to: readonly string[];
      readonly documents: readonly string[];
      readonly grounds: readonly {
        readonly value: string;
        readonly label: string;
      }[];
      readonly mayDisclose: boolean;
    }[];
  };
};

export type Letter = {
  readonly letter: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly from: string;
  readonly to: {
    readonly party: string;
    readonly role: string;
    readonly name: string;
  };
  readonly reference: string;
  readonly date: string;
  readonly subject: string;
  readonly parts: readonly ({
    readonly part: 'heading' | 'paragraph';
    readonly text: string;
  } | {
    readonly part: 'list';
    readonly isOrdered: boolean;
    readonly items: readonly string[];
  } | {
    readonly part: 'table';
    readonly caption: string;
    readonly header: readonly string[];
    readonly rows: readonly (readonly string[])[];
  })[];
};

export type LetterParams = {
  readonly caseId: string;
  readonly letter: string;
};

export type LetterPreview = {
  readonly letter: Letter | null;
  readonly problems: readonly LetterProblem[];
  readonly recipient: {
    readonly party: string;
    readonly role: string;
    readonly name: string | null;
    readonly address: string | null;
    readonly email: string | null;
    readonly isSecret: boolean;
  } | null;
  readonly grade: number | null;
  readonly isHard: boolean;
  readonly corrections: readonly {
    readonly title: string;
    readonly standing: 'accepted' | 'attached';
    readonly words: string;
    readonly on: string;
  }[];
};

export type LetterProblem = {
  readonly code: 'unknown-letter' | 'not-a-recipient' | 'not-safe' | 'missing' | 'wrong-kind' | 'protected' | 'not-sent-so';
  readonly reason: string;
};

export type LetterQuery = {
  readonly party: string;
};

export type LetterReturned = {
  readonly label: string;
};

export type LoadRow = {
  readonly key: string;
  readonly label: string;
  readonly due: DueCounts;
};

export type LogCheckpoint = {
  readonly size: number;
  readonly origin: string;
  readonly root: string;
  readonly key: string;
  readonly checkpoint: string;
};

export type Look = {
  readonly at: string;
  readonly person: string;
  readonly name: string;
  readonly onBehalfOf: string | null;
  readonly action: string;
  readonly denied: boolean;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly parts: readonly string[];
};

export type MadeLetter = {
  readonly version: number;
  readonly communication: string;
  readonly document: string;
  readonly content: string;
  readonly language: string;
  readonly noted: readonly {
    readonly correction: string;
    readonly field: string | null;
    readonly entry: string | null;
    readonly standing: 'accepted' | 'attached';
  }[];
};

export type MakeDeterminationRequest = {
  readonly of: string;
  readonly draft: number;
};

export type MakeLetterRequest = {
  readonly letter: string;
  readonly party: string;
  readonly channel: string;
};

export type MeetObligationRequest = {
  readonly of: string;
  readonly metOn?: string;
  readonly reasons?: string;
};

export type MeetingFile = {
  readonly name: string;
  readonly text: string;
};

export type MergeRequest = {
  readonly with: NamedParty;
  readonly reason: string;
};

export type MoveItemRequest = {
  readonly on: 'manualStart' | 'disable' | 'reenable' | 'complete' | 'terminate' | 'suspend' | 'resume' | 'fault' | 'reactivate' | 'close';
  readonly reason?: string;
};

export type MoveMeetingRequest = {
  readonly of: string;
  readonly appointment: {
    readonly startsAt: string;
    readonly endsAt: string;
    readonly place: string | null;
    readonly link: string | null;
    readonly interpreter: string | null;
  };
  readonly reason: string;
};

export type NamedParty = {
  readonly caseId: string;
  readonly entry: string;
};

export type NoFields = Readonly<Record<string, never>>;

export type NoteRequest = {
  readonly text: string;
};

export type Notice = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly team: string;
  readonly about: 'clock' | 'request' | 'request-overdue' | 'break-glass' | 'review-overdue' | 'granted' | 'refused' | 'justified' | 'not-justified' | 'correction';
  readonly clock: string;
  readonly dueOn: string;
  readonly share: number | null;
  readonly reachedOn: string;
  readonly toldAt: string;
  readonly asked: {
    readonly person: string;
    readonly name: string;
    readonly category: string | null;
    readonly reason: string;
    readonly sections: readonly string[] | null;
    readonly until: string | null;
    readonly mayOpen: boolean;
  } | null;
};

export type NoticeList = {
  readonly items: readonly Notice[];
  readonly inbox: readonly InboxItem[];
  readonly records: readonly RecordsNotice[];
};

export type NotifyDeterminationRequest = {
  readonly of: string;
  readonly party: string;
  readonly on?: string;
};

export type ObligationFace = {
  readonly entry: string;
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact' | 'revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke' | 'offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap' | 'admit' | 'exclude' | 'return' | 'dispose' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'approve' | 'send' | 'deliver' | 'bounce' | 'add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold')[];
  readonly status: 'owed' | 'breached' | 'met' | 'waived';
  readonly words: string;
  readonly owedBy: string | 'agency' | null;
  readonly dueOn: string;
  readonly arisesFrom: string | null;
  readonly agreement: string | null;
  readonly breachedOn: string | null;
  readonly reasons: string | null;
};

export type OfferCustodyRequest = {
  readonly of: string;
  readonly audience: string;
  readonly to: {
    readonly person: string;
  } | {
    readonly party: string;
  } | {
    readonly outside: string;
  };
  readonly at?: string;
  readonly receipt?: string;
};

export type OfferEvidenceRequest = {
  readonly of: string;
  readonly audience: string;
  readonly offeredFor: readonly string[];
};

export type OfferReferralRequest = {
  readonly of: string;
  readonly to: {
    readonly team: string;
  } | {
    readonly agency: string;
    readonly unit: string | null;
  };
  readonly words: string;
  readonly sections: readonly string[];
  readonly endsOn: string;
  readonly share?: string;
};

export type OfferedFact = {
  readonly field: string;
  readonly label: string;
  readonly value: string | number | boolean | null;
  readonly from: {
    readonly caseId: string;
    readonly reference: string;
    readonly title: string;
    readonly version: number;
  };
  readonly collectedAt: string | null;
  readonly collectedBy: string | null;
  readonly purpose: string;
  readonly authority: string;
  readonly refused: string | null;
  readonly corrections: readonly {
    readonly standing: 'accepted' | 'attached';
    readonly words: string;
    readonly on: string;
    readonly authority: string;
  }[];
};

export type OfferedFacts = {
  readonly items: readonly OfferedFact[];
};

export type OpenCaseOfItemRequest = {
  readonly caseType: string;
  readonly data: { readonly [name: string]: string | number | boolean | null };
  readonly documents: readonly {
    readonly number: number;
    readonly kind: string;
    readonly audience?: string;
    readonly title: string;
    readonly sender?: string;
    readonly about?: readonly string[];
    readonly receivedOn?: string;
  }[];
  readonly isAll: boolean;
};

export type OpenCaseRequest = {
  readonly caseType: string;
  readonly team?: string;
  readonly data: { readonly [name: string]: string | number | boolean | null };
};

export type OpenSubjectFile = {
  readonly about: {
    readonly caseId: string;
    readonly entry: string;
  };
};

export type OpenedPages = {
  readonly items: readonly {
    readonly file: string;
    readonly pages: readonly number[];
    readonly whole: boolean;
  }[];
};

export type OthersHere = {
  readonly others: readonly {
    readonly name: string;
    readonly doing: 'reading' | 'note' | 'task' | 'letter' | 'form';
  }[];
};

export type PackageRequest = {
  readonly purpose: string;
  readonly reason: string;
};

export type PagesOpened = {
  readonly pages: readonly number[];
};

export type PagesOpenedRequest = {
  readonly pages: readonly number[];
};

export type PartyFace = {
  readonly entry: string;
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact' | 'revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke' | 'offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap' | 'admit' | 'exclude' | 'return' | 'dispose' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'approve' | 'send' | 'deliver' | 'bounce' | 'add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold')[];
  readonly status: 'current' | 'ended' | 'replaced';
  readonly subject: string;
  readonly represents: string | null;
  readonly scope: readonly string[];
  readonly replaces: string | null;
  readonly contact: {
    readonly name: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly address: string | null;
    readonly language: string | null;
    readonly prefers: 'mail' | 'post' | 'phone' | null;
    readonly isSafe: boolean;
    readonly isSecret: boolean;
  } | null;
  readonly failing: readonly ('mail' | 'post')[];
  readonly bornIn: string | null;
};

export type PeopleAct = {
  readonly act: number;
  readonly kind: 'merged' | 'unmerged';
  readonly at: string;
  readonly by: string;
  readonly byName: string;
  readonly reason: string;
  readonly first: {
    readonly caseId: string;
    readonly member: number;
  };
  readonly other: {
    readonly caseId: string;
    readonly member: number;
  };
};

export type PeopleLinked = {
  readonly act: number | null;
};

export type PersonNamed = {
  readonly person: string;
};

export type PersonReads = {
  readonly person: string;
  readonly from: string;
  readonly until: string;
  readonly lines: number;
  readonly withheld: number;
  readonly items: readonly ReachedCase[];
  readonly next: string | null;
};

export type Persona = {
  readonly personId: string;
  readonly name: string;
  readonly agency: string;
  readonly teams: readonly string[];
  readonly roles: readonly string[];
};

export type PersonaList = {
  readonly items: readonly Persona[];
};

export type PhraseKept = {
  readonly phrase: string;
};

export type PhraseParams = {
  readonly phrase: string;
};

export type Phrases = {
  readonly items: readonly {
    readonly phrase: string;
    readonly title: string;
    readonly words: string;
    readonly team: string | null;
    readonly mayChange: boolean;
  }[];
  readonly answersFor: readonly string[];
};

export type PlanFace = {
  readonly item: string;
  readonly kind: string;
  readonly title: string;
  readonly state: string;
  readonly depth: number;
};

export type PlanItemRequest = {
  readonly stage?: string;
};

export type PlannableFace = {
  readonly item: string;
  readonly title: string;
  readonly by: string;
};

export type PostedRequest = {
  readonly on: string;
};

export type PrintAsked = {
  readonly number: number;
  readonly letters: number;
};

export type PrintQueue = {
  readonly waiting: number;
  readonly since: string | null;
  readonly printing: number;
  readonly batches: readonly {
    readonly number: number;
    readonly askedBy: string;
    readonly askedAt: string;
    readonly again: 'spoilt' | 'lost' | 'damaged' | 'other' | null;
    readonly state: 'asked' | 'printed';
    readonly endedAt: string | null;
    readonly written: number;
    readonly stopped: number;
    readonly unknown: number;
    readonly returned: number;
    readonly postedOn: string | null;
    readonly postedBy: string | null;
    readonly manifest: string | null;
  }[];
};

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance?: string;
  readonly fields?: readonly {
    readonly field: string;
    readonly code: string;
    readonly reason: string;
    readonly because?: {
      readonly code: string;
      readonly values: { readonly [name: string]: string };
    };
  }[];
  readonly because?: {
    readonly code: string;
    readonly values: { readonly [name: string]: string };
  };
  readonly current?: {
    readonly version: number;
    readonly changedBy: string;
    readonly changedAt: string;
  };
};

export type RaiseIssueRequest = {
  readonly of: string;
  readonly words: string;
  readonly from?: string;
  readonly within?: string;
};

export type Reach = {
  readonly person: string;
  readonly name: string;
  readonly withheld: number;
  readonly items: readonly {
    readonly caseId: string;
    readonly reference: string;
    readonly caseType: string;
    readonly title: string;
    readonly team: string;
    readonly status: 'open' | 'closed';
    readonly by: readonly string[];
    readonly parts: {
      readonly read: number;
      readonly all: number;
    };
  }[];
  readonly next: string | null;
};

export type ReachedCase = {
  readonly caseId: string;
  readonly reference: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly reads: number;
  readonly refused: number;
  readonly actions: readonly string[];
  readonly parts: readonly string[];
};

export type ReaderOfCase = {
  readonly person: string;
  readonly name: string;
  readonly looks: number;
  readonly refused: number;
  readonly firstAt: string;
  readonly lastAt: string;
};

export type ReassignedTask = {
  readonly caseId: string;
  readonly task: string;
  readonly reference: string | null;
  readonly title: string | null;
  readonly from: string | null;
  readonly outcome: 'would-move' | 'unchanged' | 'refused';
  readonly code: string | null;
  readonly warnings: readonly ('lacks-role' | 'declared-interest')[];
};

export type Reassignment = {
  readonly to: TeamPerson | null;
  readonly items: readonly ReassignedTask[];
  readonly shifts: readonly {
    readonly person: string;
    readonly name: string;
    readonly before: number;
    readonly after: number;
  }[];
};

export type ReassignmentRequest = {
  readonly tasks: readonly {
    readonly caseId: string;
    readonly task: string;
  }[];
  readonly assignee: string | null;
};

export type ReclassifyDocumentRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly to: string;
  readonly toAudience?: string | null;
  readonly about?: readonly string[];
  readonly reason: string;
};

export type RecordCommunicationRequest = {
  readonly of: string;
  readonly channel: string;
  readonly with: readonly string[];
  readonly subject: string;
  readonly content?: string;
  readonly answers?: string;
  readonly direction: 'out' | 'in';
  readonly on?: string;
};

export type RecordCorrectionRequest = {
  readonly about: {
    readonly field: string;
  } | {
    readonly entry: string;
    readonly of: string;
  };
  readonly standing: 'accepted' | 'attached';
  readonly words: string;
  readonly authority: string;
  readonly askedBy?: string;
  readonly askedOn?: string;
  readonly reasons?: string;
};

export type RecordedFact = {
  readonly field: string;
  readonly label: string;
  readonly value: string | number | boolean | null;
  readonly words: string;
  readonly seq: number;
  readonly occurred: string;
  readonly recordedAt: string;
  readonly actor: string;
};

export type RecordsCase = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly caseTypeTitle: string;
  readonly team: string;
  readonly status: string;
  readonly class: RetentionClassRef | null;
  readonly action: string | null;
  readonly countsFrom: readonly ('closing' | 'parent' | 'linked' | 'field' | 'entry' | 'recorded' | 'reckoned')[];
  readonly triggerOn: string | null;
  readonly dueOn: string | null;
  readonly floor: string | null;
  readonly missing: string | null;
  readonly held: boolean;
  readonly isBeingReckoned: boolean;
};

export type RecordsCasePage = {
  readonly items: readonly RecordsCase[];
  readonly cases: number;
  readonly withheld: number;
  readonly next: string | null;
};

export type RecordsNotice = {
  readonly about: 'hold-review' | 'disposal-approval' | 'hold-release';
  readonly id: string;
  readonly title: string;
  readonly dueOn: string | null;
  readonly since: string | null;
  readonly items: number | null;
};

export type RedactionDraftRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly title: string;
  readonly boxes: readonly {
    readonly page: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly reason: string;
  }[];
  readonly keepRecognised?: boolean;
  readonly version: number;
};

export type RedactionRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly reasons: readonly string[];
  readonly unit?: 'points' | 'fractions';
  readonly boxes: readonly {
    readonly page: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly reason: string;
  }[];
  readonly keepRecognised?: boolean;
};

export type RedactionStep = {
  readonly draft: string;
  readonly state: 'open' | 'submitted' | 'approved' | 'filed' | 'discarded';
  readonly version: number;
  readonly digest: string;
  readonly filed: string | null;
};

export type RedactionStepRequest = {
  readonly step: 'submit' | 'return' | 'discard' | 'approve';
  readonly version: number;
  readonly digest?: string | null;
  readonly remark?: string | null;
};

export type Redactions = {
  readonly people: number;
  readonly drafts: readonly {
    readonly draft: string;
    readonly of: string;
    readonly audience: string | null;
    readonly title: string;
    readonly state: 'open' | 'submitted' | 'approved' | 'filed' | 'discarded';
    readonly version: number;
    readonly digest: string;
    readonly boxes: readonly {
      readonly page: number;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly reason: string;
    }[];
    readonly keepRecognised: boolean;
    readonly remark: string | null;
    readonly drawnBy: readonly string[];
    readonly isOwn: boolean;
    readonly changedAt: string;
  }[];
};

export type ReferralFace = {
  readonly entry: string;
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact' | 'revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke' | 'offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap' | 'admit' | 'exclude' | 'return' | 'dispose' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'approve' | 'send' | 'deliver' | 'bounce' | 'add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold')[];
  readonly status: 'offered' | 'accepted' | 'declined' | 'answered' | 'withdrawn' | 'lapsed';
  readonly to: {
    readonly team: string;
  } | {
    readonly agency: string;
    readonly unit: string | null;
  };
  readonly purpose: string;
  readonly authority: string;
  readonly sections: readonly string[];
  readonly words: string;
  readonly answerBy: string;
  readonly endsOn: string;
  readonly declined: string | null;
  readonly answer: string | null;
  readonly reasons: string | null;
};

export type RegisterEvidenceRequest = {
  readonly of: string;
  readonly audience: string;
  readonly words: string;
  readonly document?: string;
  readonly offeredFor?: readonly string[];
  readonly receivedFrom?: {
    readonly person: string;
  } | {
    readonly party: string;
  } | {
    readonly outside: string;
  };
  readonly since?: string;
  readonly receipt?: string;
};

export type RejectItemRequest = {
  readonly reason: string;
};

export type RelatedCase = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly task: string;
};

export type ReopenIssueRequest = {
  readonly of: string;
  readonly reason: string;
};

export type ReopenRequest = {
  readonly again: readonly string[];
  readonly reason: string;
};

export type ReplacePartyRequest = {
  readonly of: string;
  readonly subject: string;
  readonly reason: string;
};

export type ReportCustodyGapRequest = {
  readonly of: string;
  readonly audience: string;
  readonly from: string;
  readonly until?: string;
  readonly words: string;
};

export type RequestReviewRequest = {
  readonly of: string;
  readonly right: string;
  readonly party: string | 'agency';
  readonly words: string;
  readonly on?: string;
  readonly late?: string;
};

export type ResumeClockRequest = {
  readonly pause: string;
};

export type RetentionClass = {
  readonly caseType: string;
  readonly caseTypeTitle: string;
  readonly name: string | null;
  readonly title: string | null;
  readonly authority: string | null;
  readonly number: string | null;
  readonly version: string | null;
  readonly period: string | null;
  readonly action: string | null;
  readonly counts: {
    readonly due: number;
    readonly later: number;
    readonly held: number;
    readonly waiting: number;
    readonly permanent: number;
    readonly unsettled: number;
  };
};

export type RetentionClassRef = {
  readonly name: string;
  readonly title: string;
  readonly authority: string;
  readonly number: string;
  readonly version: string;
  readonly period: string;
};

export type RetentionOverview = {
  readonly today: string;
  readonly classes: readonly RetentionClass[];
  readonly years: readonly RetentionYear[];
  readonly later: number;
  readonly withheld: number;
};

export type RetentionYear = {
  readonly year: number | null;
  readonly from: string | null;
  readonly to: string;
  readonly cases: number;
  readonly held: number;
  readonly destroy: number;
  readonly transfer: number;
  readonly review: number;
};

export type RetitleDocumentRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly title: string;
  readonly reason: string;
};

export type RetryRequest = Readonly<Record<string, never>>;

export type ReturnEvidenceRequest = {
  readonly of: string;
  readonly audience: string;
  readonly to: {
    readonly person: string;
  } | {
    readonly party: string;
  } | {
    readonly outside: string;
  };
  readonly reasons: string;
  readonly receipt: string;
};

export type ReturnedRequest = {
  readonly label: string;
  readonly reason: 'unknown-address' | 'moved' | 'refused' | 'unclaimed' | 'incomplete' | 'other';
};

export type Review = {
  readonly reviewId: string;
  readonly kind: string;
  readonly says: string;
  readonly person: string;
  readonly name: string;
  readonly day: string;
  readonly openedAt: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly state: 'open' | 'decided';
  readonly lines: number;
};

export type ReviewDecided = {
  readonly reviewId: string;
  readonly number: number;
};

export type ReviewDecisionRequest = {
  readonly finding: 'justified' | 'unjustified' | 'referred';
  readonly reason: string;
  readonly lines: number;
};

export type ReviewGoalRequest = {
  readonly of: string;
  readonly value: string;
  readonly note?: string;
  readonly on?: string;
};

export type ReviewPage = {
  readonly items: readonly Review[];
  readonly next: string | null;
};

export type ReviewRequest = {
  readonly finding: 'justified' | 'not-justified';
  readonly reason: string;
};

export type ReviewSampledCaseRequest = {
  readonly answers: readonly {
    readonly answer: 'met' | 'not-met' | 'not-applicable';
    readonly note: string;
  }[];
  readonly version: number;
};

export type ReviseCommunicationRequest = {
  readonly of: string;
  readonly channel?: string;
  readonly with?: readonly string[];
  readonly subject?: string;
  readonly content?: string;
  readonly answers?: string;
};

export type ReviseDeterminationRequest = {
  readonly of: string;
  readonly outcome?: string | null;
  readonly reasons?: string | null;
  readonly issues?: readonly {
    readonly issue: string;
    readonly outcome: string;
  }[];
  readonly manifest?: readonly ({
    readonly field: string;
    readonly version: number;
  } | {
    readonly entry: string;
    readonly version: number;
  } | {
    readonly document: string;
    readonly words: string;
  })[];
  readonly notice?: readonly {
    readonly party: string;
    readonly withheld?: string;
  }[];
};

export type RevokeDeterminationRequest = {
  readonly of: string;
  readonly reasons: string;
};

export type Rights = {
  readonly corrections: readonly {
    readonly correction: string;
    readonly field: string | null;
    readonly entry: string | null;
    readonly title: string;
    readonly standing: 'accepted' | 'attached';
    readonly words: string;
    readonly reasons: string | null;
    readonly askedBy: string | null;
    readonly askedOn: string;
    readonly on: string;
    readonly by: string;
    readonly authority: string;
    readonly isReceived: boolean;
    readonly isPast: boolean;
    readonly recipients: readonly {
      readonly key: string;
      readonly through: readonly string[];
      readonly settled: {
        readonly how: 'told' | 'excused';
        readonly on: string;
        readonly words: string;
        readonly by: string;
      } | null;
      readonly left?: string;
    }[];
    readonly takers: readonly {
      readonly caseId: string;
      readonly reference: string;
      readonly field: string;
      readonly isTold: boolean;
    }[];
  }[];
  readonly consents: readonly {
    readonly consent: string;
    readonly purpose: string;
    readonly title: string;
    readonly of: string | null;
    readonly sections: readonly string[] | null;
    readonly recipients: readonly string[] | null;
    readonly given: {
      readonly how: 'written' | 'spoken' | 'electronic';
      readonly on: string;
      readonly document: string | null;
    } | null;
    readonly from: string;
    readonly until: string | null;
    readonly withdrawn: string | null;
    readonly uses: readonly {
      readonly kind: 'share' | 'referral';
      readonly use: string;
      readonly on: string;
      readonly to: string;
    }[];
    readonly takers: readonly {
      readonly caseId: string;
      readonly reference: string;
      readonly field: string;
      readonly purpose: string;
    }[];
  }[];
  readonly purposes: readonly {
    readonly purpose: string;
    readonly title: string;
    readonly of: string;
  }[];
  readonly sections: readonly {
    readonly section: string;
    readonly title: string;
  }[];
};

export type RoleRequest = {
  readonly team: string;
  readonly role: string;
};

export type RoutedCandidate = {
  readonly person: string;
  readonly in: boolean;
  readonly against: readonly {
    readonly need: string;
    readonly says: string;
    readonly givenUp: boolean;
  }[];
  readonly load: number;
  readonly capacity: number;
};

export type RoutingDraw = {
  readonly algorithm: string;
  readonly seed: string;
  readonly seedOf: number;
  readonly among: readonly string[];
  readonly drawn: string;
  readonly right: boolean;
  readonly seeded: boolean;
};

export type RulesCompared = {
  readonly from: string;
  readonly to: string;
  readonly cases: number;
  readonly withheld: number;
  readonly gained: readonly {
    readonly caseId: string;
    readonly reference: string;
    readonly part: string | null;
    readonly total: number;
    readonly people: readonly {
      readonly person: string;
      readonly name: string;
    }[];
  }[];
  readonly lost: readonly {
    readonly caseId: string;
    readonly reference: string;
    readonly part: string | null;
    readonly total: number;
    readonly people: readonly {
      readonly person: string;
      readonly name: string;
    }[];
  }[];
  readonly next: string | null;
};

export type RulesInForce = {
  readonly rules: {
    readonly version: string;
    readonly grants: readonly {
      readonly rule: string;
      readonly fact: string;
      readonly binds: string;
      readonly conditions: readonly {
        readonly if: string;
        readonly hours?: number;
        readonly characters?: number;
      }[];
      readonly sections: string;
      readonly namedReaders: string;
      readonly handedOn: string;
      readonly kept: string;
      readonly says: string;
    }[];
    readonly terms: readonly {
      readonly term: string;
      readonly of: string;
      readonly column: string;
      readonly test: string;
      readonly says: string;
    }[];
    readonly standingWalls: readonly string[];
    readonly unknownRole: {
      readonly below: boolean;
      readonly delegable: boolean;
    };
  };
};

export type Sample = {
  readonly sample: string;
  readonly team: string;
  readonly caseType: string;
  readonly kind: string;
  readonly basis: 'closing' | 'decision';
  readonly decision: string | null;
  readonly from: string;
  readonly to: string;
  readonly byOutcome: boolean;
  readonly reason: string;
  readonly questions: readonly string[];
  readonly algorithm: string;
  readonly seed: string;
  readonly drawnBy: string;
  readonly drawnAt: string;
  readonly asked: {
    readonly population: number;
    readonly size: number | null;
    readonly percent: number | null;
  } | null;
  readonly cases: readonly SampledCase[];
};

export type SampleDrawn = {
  readonly sample: string;
};

export type SampleHead = {
  readonly sample: string;
  readonly team: string;
  readonly caseType: string;
  readonly kind: string;
  readonly basis: 'closing' | 'decision';
  readonly decision: string | null;
  readonly from: string;
  readonly to: string;
  readonly byOutcome: boolean;
  readonly reason: string;
  readonly questions: readonly string[];
  readonly algorithm: string;
  readonly seed: string;
  readonly drawnBy: string;
  readonly drawnAt: string;
  readonly asked: {
    readonly population: number;
    readonly size: number | null;
    readonly percent: number | null;
  } | null;
};

export type SampleList = {
  readonly items: readonly SampleHead[];
  readonly offers: readonly {
    readonly caseType: string;
    readonly title: string;
    readonly teams: readonly string[];
    readonly decisions: readonly {
      readonly of: string;
      readonly title: string;
    }[];
  }[];
};

export type SampleParams = {
  readonly sample: string;
};

export type SamplePreview = {
  readonly population: number;
  readonly drawn: number;
  readonly strata: readonly {
    readonly outcome: string;
    readonly label: string;
    readonly population: number;
    readonly drawn: number;
  }[];
  readonly fault: 'sample-nothing' | 'sample-too-many' | 'not-yours' | null;
};

export type SampleRecomputed = {
  readonly isSame: boolean;
  readonly isAsRecorded: boolean;
};

export type SampledCase = {
  readonly caseId: string;
  readonly reference: string;
  readonly isOwnWork: boolean;
  readonly review: {
    readonly by: string;
    readonly isOwn: boolean;
    readonly at: string;
    readonly answers: readonly ('met' | 'not-met' | 'not-applicable')[];
  } | null;
};

export type SampledCaseParams = {
  readonly sample: string;
  readonly caseId: string;
};

export type SavedView = {
  readonly view: string;
  readonly place: 'cases' | 'inbox';
  readonly title: string;
  readonly filters: { readonly [name: string]: string };
  readonly isOwn: boolean;
  readonly madeAt: string;
  readonly shared: {
    readonly team: string;
    readonly by: string;
    readonly at: string;
  } | null;
};

export type SavedViews = {
  readonly items: readonly SavedView[];
};

export type SearchPage = {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
  readonly items: readonly SearchRow[];
  readonly next: string | null;
  readonly isCut: boolean;
};

export type SearchRow = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly title: string;
  readonly team: string;
  readonly status: 'open' | 'closed';
  readonly openedAt: string;
  readonly version: number;
  readonly matched: readonly string[];
};

export type SendCommunicationRequest = {
  readonly of: string;
  readonly on?: string;
};

export type Session = {
  readonly personId: string;
  readonly name: string;
  readonly agency: {
    readonly slug: string;
    readonly name: string;
  };
  readonly teams: readonly {
    readonly team: string;
    readonly title: string;
    readonly role: string;
  }[];
  readonly withheld: readonly {
    readonly team: string;
    readonly title: string;
    readonly role: string;
  }[];
  readonly standsInFor: readonly {
    readonly personId: string;
    readonly name: string;
    readonly until: string | null;
  }[];
  readonly expiresAt: string;
};

export type SetContactRequest = {
  readonly of: string;
  readonly contact: {
    readonly name: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly address: string | null;
    readonly language: string | null;
    readonly prefers: 'mail' | 'post' | 'phone' | null;
    readonly isSafe: boolean;
    readonly isSecret: boolean;
  };
};

export type SetGoalRequest = {
  readonly of: string;
  readonly words: string;
  readonly owner: string;
  readonly baseline: string;
  readonly target: string;
};

export type SettleRecipientRequest = {
  readonly recipient: string;
  readonly how: 'told' | 'excused';
  readonly words: string;
  readonly on?: string;
};

export type SharePreview = {
  readonly sections: readonly string[];
};

export type ShareViewRequest = {
  readonly team: string | null;
};

export type SharedCaseList = {
  readonly items: readonly {
    readonly caseId: string;
    readonly reference: string;
    readonly status: 'open' | 'closed';
    readonly agency: {
      readonly slug: string;
      readonly name: string;
    };
  }[];
};

export type SignInRequest = {
  readonly personId: string;
  readonly agency: string;
};

export type SignInWays = {
  readonly demonstration: boolean;
  readonly providers: readonly {
    readonly agency: string;
    readonly title: string;
    readonly start: string;
    readonly end: string;
  }[];
};

export type SimulatedAccess = {
  readonly person: string;
  readonly name: string;
  readonly reference: string;
  readonly allowed: boolean;
  readonly unknown: string | null;
  readonly grants: readonly {
    readonly rule: string;
    readonly holds: boolean;
    readonly says: string;
    readonly missing: readonly string[];
    readonly by: string | null;
  }[];
  readonly terms: readonly {
    readonly term: string;
    readonly holds: boolean;
    readonly says: string;
  }[];
};

export type Staff = {
  readonly items: readonly {
    readonly person: string;
    readonly name: string;
    readonly active: boolean;
    readonly kept: boolean;
    readonly own: boolean;
    readonly roles: readonly {
      readonly team: string;
      readonly title: string;
      readonly role: string;
      readonly kept: boolean;
    }[];
  }[];
  readonly total: number;
  readonly teams: readonly {
    readonly team: string;
    readonly title: string;
    readonly people: number;
  }[];
  readonly roles: readonly string[];
};

export type StaffParams = {
  readonly person: string;
};

export type StartUploadRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly document?: string | null;
  readonly name: string;
  readonly size: number;
};

export type SubjectFile = {
  readonly fileId: string;
  readonly requestCase: string;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly items: readonly SubjectItem[];
  readonly approvals: readonly {
    readonly person: string;
    readonly at: string;
  }[];
  readonly given: readonly {
    readonly by: string;
    readonly at: string;
    readonly bag: string;
  }[];
  readonly whole: {
    readonly list: string;
    readonly hidden: number;
    readonly gone: number;
    readonly refusal: {
      readonly code: string;
      readonly items?: number | readonly string[];
    } | null;
  } | null;
};

export type SubjectFileApproved = {
  readonly items: number;
};

export type SubjectFileCompleted = {
  readonly added: number;
};

export type SubjectFileExported = {
  readonly name: string;
  readonly bag: string;
  readonly items: number;
  readonly zip: string;
};

export type SubjectFileOpened = {
  readonly fileId: string;
};

export type SubjectFiles = {
  readonly items: readonly {
    readonly fileId: string;
    readonly requestCase: string;
    readonly openedBy: string;
    readonly openedAt: string;
  }[];
};

export type SubjectItem = {
  readonly item: string;
  readonly caseId: string;
  readonly reference: string;
  readonly caseTitle: string;
  readonly what: string;
  readonly kind: 'fact' | 'field' | 'entry' | 'document' | 'note' | 'correction';
  readonly title: string;
  readonly detail: readonly string[];
  readonly entry: string | null;
  readonly file: {
    readonly file: string;
    readonly content: string;
    readonly name: string;
    readonly mediaType: string;
  } | null;
  readonly namesOthers: boolean;
  readonly isNew: boolean;
  readonly isToRedact: boolean;
  readonly decision: {
    readonly decision: 'release' | 'redact' | 'withhold';
    readonly code: string;
    readonly person: string;
    readonly at: string;
    readonly words: string | null;
    readonly copy: string | null;
    readonly content: string | null;
  } | null;
};

export type SubjectItemsDecided = {
  readonly decided: number;
};

export type SubjectLooks = {
  readonly items: readonly {
    readonly day: string;
    readonly teams: readonly string[];
    readonly purposes: readonly string[];
    readonly looks: number;
  }[];
};

export type SuggestRequest = {
  readonly phrases: readonly string[];
  readonly parties: boolean;
};

export type SuggestedBoxes = {
  readonly boxes: readonly {
    readonly page: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly words: string;
    readonly because: string;
  }[];
  readonly pagesWithoutText: readonly number[];
  readonly problem: string | null;
};

export type SuspendClockRequest = {
  readonly pause: string;
  readonly reason: string;
};

export type TabFace = {
  readonly tab: string;
  readonly title: string;
  readonly fields: readonly string[];
};

export type TakeFactRequest = {
  readonly field: string;
  readonly from: {
    readonly caseId: string;
    readonly version: number;
  };
};

export type TaskAssignees = {
  readonly task: string;
  readonly assignee: string | null;
  readonly items: readonly {
    readonly person: string;
    readonly name: string;
    readonly tasks: number;
    readonly load: number;
    readonly capacity: number;
    readonly awayUntil: string | null;
    readonly against: 'may-not-open' | 'did-another-part' | null;
  }[];
};

export type TaskAssignment = {
  readonly task: string;
  readonly assignee: string | null;
  readonly queue: string | null;
  readonly routing: TaskRouting | null;
  readonly missing: readonly string[];
};

export type TaskFace = {
  readonly task: string;
  readonly title: string;
  readonly state: string;
  readonly standing: 'to-do' | 'optional' | 'waiting' | 'ended';
  readonly by: string;
  readonly mayDo: boolean;
  readonly missing: readonly string[];
  readonly assignee: string | null;
  readonly queue: string | null;
  readonly dueOn: string | null;
  readonly form: FormFace | null;
};

export type TaskRouting = {
  readonly seq: number;
  readonly occurred: string;
  readonly table: string;
  readonly version: string;
  readonly rule: string;
  readonly person: string | null;
  readonly outcome: 'assigned' | 'to-be-pulled' | 'nobody-can';
  readonly weight: number;
  readonly givenUp: readonly string[];
  readonly candidates: readonly RoutedCandidate[];
  readonly problems: readonly string[];
  readonly draw: RoutingDraw | null;
  readonly why: readonly string[];
  readonly again: boolean | null;
};

export type TeamLoad = {
  readonly teams: readonly string[];
  readonly all: DueCounts;
  readonly holders: readonly LoadRow[];
  readonly kinds: readonly LoadRow[];
  readonly ages: readonly LoadRow[];
  readonly isExact: boolean;
  readonly clocks: {
    readonly past: number;
    readonly week: number;
    readonly month: number;
    readonly isExact: boolean;
  };
};

export type TeamPeople = {
  readonly people: readonly TeamPerson[];
  readonly queues: readonly {
    readonly queue: string;
    readonly tasks: number;
  }[];
  readonly nobody: number;
};

export type TeamPerson = {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly tasks: number;
  readonly capacity: number;
  readonly away: {
    readonly from: string | null;
    readonly until: string | null;
  } | null;
  readonly standIns: readonly string[];
};

export type TeamTaskPage = {
  readonly items: readonly WorkItem[];
  readonly next: string | null;
};

export type TextLeft = {
  readonly pages: readonly string[];
  readonly problem: string | null;
};

export type TextsRetried = {
  readonly texts: number;
};

export type UnmergeRequest = {
  readonly together?: readonly NamedParty[];
  readonly reason: string;
};

export type UnsentKept = {
  readonly version: number;
  readonly savedAt: string | null;
};

export type UnsentText = {
  readonly text: {
    readonly fields: { readonly [name: string]: string };
    readonly version: number;
    readonly savedAt: string;
  } | null;
};

export type Upload = {
  readonly file: string;
  readonly name: string;
  readonly size: number;
  readonly state: 'arriving' | 'received' | 'filed' | 'rejected' | 'disposed';
  readonly offset: number;
  readonly part: number;
  readonly found: {
    readonly content: string;
    readonly mediaType: string;
    readonly verdict: 'clean' | 'unscanned';
    readonly scanner: string | null;
    readonly warnings: readonly string[];
  } | null;
  readonly refused: {
    readonly code: string;
    readonly reason: string | null;
  } | null;
};

export type UploadLimits = {
  readonly bytes: number;
  readonly atOnce: number;
  readonly part: number;
  readonly scanner: 'on' | 'off';
};

export type VersionComparison = {
  readonly from: {
    readonly version: string;
    readonly hash: string;
    readonly inForceAt: string;
  };
  readonly to: {
    readonly version: string;
    readonly hash: string;
    readonly inForceAt: string;
  };
  readonly differences: readonly {
    readonly path: string;
    readonly change: 'added' | 'removed' | 'changed' | 'reordered';
    readonly before: string | null;
    readonly after: string | null;
    readonly concern: string;
    readonly privacy: string | null;
    readonly id: string | null;
  }[];
  readonly running: number;
};

export type VersionList = {
  readonly items: readonly {
    readonly version: string;
    readonly hash: string;
    readonly inForceAt: string;
    readonly publishedAt: string;
    readonly publishedBy: string | null;
    readonly draftId: string | null;
    readonly state: 'in-force' | 'later' | 'earlier';
    readonly running: number;
  }[];
};

export type VersionText = {
  readonly version: string;
  readonly hash: string;
  readonly inForceAt: string;
  readonly source: string;
};

export type ViewKept = {
  readonly view: string;
};

export type ViewParams = {
  readonly view: string;
};

export type WaiveObligationRequest = {
  readonly of: string;
  readonly reasons: string;
};

export type WhatIf = {
  readonly refused: string | null;
  readonly gained: readonly {
    readonly part: string | null;
    readonly total: number;
    readonly people: readonly {
      readonly person: string;
      readonly name: string;
    }[];
  }[];
  readonly lost: readonly {
    readonly part: string | null;
    readonly total: number;
    readonly people: readonly {
      readonly person: string;
      readonly name: string;
    }[];
  }[];
};

export type WhatIfRequest = {
  readonly add: readonly ({
    readonly kind: 'wall';
    readonly person: string | null;
    readonly unit: string | null;
    readonly standing: 'declared' | 'suggested';
  } | {
    readonly kind: 'seal';
    readonly section: string | null;
    readonly openTo: readonly string[];
  } | {
    readonly kind: 'share';
    readonly to: string;
    readonly unit: string | null;
    readonly sections: readonly string[];
    readonly purpose: string;
    readonly authority: string;
    readonly consent: string | null;
    readonly until: string;
  } | {
    readonly kind: 'consent';
    readonly purpose: string;
    readonly of?: string;
    readonly sections?: readonly string[] | null;
    readonly recipients?: readonly string[] | null;
    readonly given?: {
      readonly how: 'written' | 'spoken' | 'electronic';
      readonly on: string;
      readonly document: string | null;
    };
    readonly until: string | null;
  })[];
  readonly end: readonly string[];
};

export type WhoMayRead = {
  readonly part: string | null;
  readonly at: string;
  readonly total: number;
  readonly by: readonly {
    readonly rule: string;
    readonly says: string;
    readonly people: number;
  }[];
  readonly shares: readonly {
    readonly kind: string;
    readonly says: string;
    readonly from: string | null;
    readonly until: string | null;
    readonly event: number | null;
  }[];
  readonly items: readonly {
    readonly person: string;
    readonly name: string;
    readonly onBehalfOf: string | null;
    readonly purpose: string | null;
    readonly by: readonly {
      readonly rule: string;
      readonly kind: string;
      readonly says: string;
      readonly from: string | null;
      readonly until: string | null;
      readonly event: number | null;
    }[];
  }[];
  readonly next: string | null;
};

export type WholeInboxItem = {
  readonly item: string;
  readonly queue: string;
  readonly channel: 'mail' | 'scan' | 'portal' | 'api' | 'import';
  readonly state: 'waiting' | 'filed' | 'rejected';
  readonly receivedAt: string;
  readonly dueOn: string;
  readonly owner: string | null;
  readonly isWhole: boolean;
  readonly from: string | null;
  readonly subject: string | null;
  readonly to: readonly string[];
  readonly envelope: string | null;
  readonly text: string | null;
  readonly sentAt: string | null;
  readonly warnings: readonly string[];
  readonly who: string | null;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly duplicateOf: string | null;
  readonly hints: {
    readonly references: readonly string[];
    readonly sender: string | null;
  };
  readonly parts: readonly InboxPart[];
};

export type WholeReview = {
  readonly reviewId: string;
  readonly kind: string;
  readonly says: string;
  readonly person: string;
  readonly name: string;
  readonly day: string;
  readonly openedAt: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly state: 'open' | 'decided';
  readonly lines: number;
  readonly looks: readonly {
    readonly at: string;
    readonly action: string;
    readonly caseIds: readonly string[];
    readonly withheld: number;
    readonly denied: boolean;
    readonly purpose: string | null;
    readonly why: string;
  }[];
  readonly decisions: readonly {
    readonly number: number;
    readonly finding: string;
    readonly reason: string;
    readonly decidedBy: string;
    readonly decidedAt: string;
    readonly lines: number;
  }[];
};

export type WhyAccess = {
  readonly person: string;
  readonly name: string;
  readonly part: string | null;
  readonly at: string;
  readonly onBehalfOf: string | null;
  readonly seat: {
    readonly rule: string;
    readonly kind: string;
    readonly says: string;
    readonly from: string | null;
    readonly until: string | null;
    readonly event: number | null;
  } | null;
  readonly allowed: boolean;
  readonly unknown: string | null;
  readonly grants: readonly {
    readonly rule: string;
    readonly holds: boolean;
    readonly says: string;
    readonly missing: readonly string[];
    readonly fact: {
      readonly kind: string;
      readonly says: string;
      readonly from: string | null;
      readonly until: string | null;
      readonly event: number | null;
    };
  }[];
  readonly terms: readonly {
    readonly term: string;
    readonly holds: boolean;
    readonly says: string;
    readonly against: readonly string[];
    readonly facts: readonly {
      readonly kind: string;
      readonly says: string;
      readonly from: string | null;
      readonly until: string | null;
      readonly event: number | null;
    }[];
  }[];
};

export type WhyClock = {
  readonly clock: string;
  readonly title: string;
  readonly law: string;
  readonly dueOn: string | null;
  readonly steps: readonly string[];
  readonly causes: readonly {
    readonly says: string;
    readonly otherwise: string | null;
  }[];
};

export type WhyItem = {
  readonly item: string;
  readonly title: string;
  readonly state: string;
  readonly hindered: readonly string[];
  readonly begun: readonly string[];
};

export type WithdrawDocumentRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly reason: string;
};

export type WithdrawReferralRequest = {
  readonly of: string;
  readonly reasons: string;
};

export type WithdrawReviewRequest = {
  readonly of: string;
  readonly reason: string;
};

export type WithholdDocumentRequest = {
  readonly of: string;
  readonly audience?: string | null;
  readonly duty: string;
  readonly from: string;
  readonly content: string;
  readonly ground: string;
  readonly reasons: string;
};

export type WorkItem = {
  readonly caseId: string;
  readonly task: string | string;
  readonly title: string;
  readonly reference: string;
  readonly caseType: string;
  readonly team: string;
  readonly assignee: string | null;
  readonly queue: string | null;
  readonly priority: number;
  readonly dueOn: string | null;
  readonly since: string;
  readonly overdue: boolean;
};

export type WorkPage = {
  readonly items: readonly WorkItem[];
  readonly next: string | null;
};
