// The shapes on the wire, written by `npm run generate` from server/openapi.json. Never edited.

export type ActivityEntry = {
  readonly seq: number;
  readonly type: string;
  readonly title: string;
  readonly detail: readonly string[];
  readonly occurred: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly actorName: string;
};

export type ActivityPage = {
  readonly items: readonly ActivityEntry[];
  readonly next: string | null;
};

export type AskAccessRequest = {
  readonly sections: readonly string[] | null;
  readonly until: string;
  readonly reason: string;
};

export type AssignRequest = {
  readonly assignee: string | null;
};

export type BreakGlassRequest = {
  readonly hours?: number;
  readonly category: string;
  readonly reason: string;
};

export type CasePage = {
  readonly items: readonly CaseRow[];
  readonly next: string | null;
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
  readonly opening: FormFace;
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
  }[];
  readonly tasks: readonly TaskFace[];
  readonly plan: readonly PlanFace[];
  readonly clocks: readonly ClockFace[];
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

export type ChangeHint = {
  readonly caseId: string;
  readonly version: number;
};

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

export type CloseRequest = {
  readonly outcome: string;
};

export type CommandAnswer = {
  readonly caseId: string;
  readonly version: number;
  readonly reference: string;
};

export type ConsistencyProof = {
  readonly from: number;
  readonly to: number;
  readonly proof: readonly string[];
  readonly proved: boolean;
};

export type DataRequest = {
  readonly data: { readonly [name: string]: string | number | boolean | null };
};

export type DecideAccessRequest = {
  readonly granted: boolean;
  readonly until: string | null;
  readonly reason: string;
};

export type DueDateRequest = {
  readonly dueOn: string;
  readonly reason: string;
};

export type EndAccessRequest = {
  readonly reason: string;
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
  readonly purpose?: string;
  readonly required: boolean;
  readonly maxLength: number;
  readonly options?: readonly {
    readonly value: string;
    readonly label: string;
  }[];
  readonly value?: string | number | boolean | null;
};

export type FormFace = {
  readonly form: string;
  readonly title: string;
  readonly fields: readonly FieldFace[];
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
    readonly until: string | null;
  };
};

export type Health = {
  readonly status: 'ok' | 'unavailable';
};

export type InclusionProof = {
  readonly seq: number;
  readonly logged: boolean;
  readonly index: number;
  readonly hash: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
};

export type LogCheckpoint = {
  readonly size: number;
  readonly origin: string;
  readonly root: string;
  readonly key: string;
  readonly checkpoint: string;
};

export type MoveItemRequest = {
  readonly on: 'manualStart' | 'disable' | 'reenable' | 'complete' | 'terminate' | 'suspend' | 'resume' | 'fault' | 'reactivate' | 'close';
  readonly reason?: string;
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
  readonly about: 'clock' | 'break-glass' | 'review-overdue';
  readonly clock: string;
  readonly dueOn: string;
  readonly share: number | null;
  readonly reachedOn: string;
  readonly toldAt: string;
};

export type NoticeList = {
  readonly items: readonly Notice[];
};

export type OpenCaseRequest = {
  readonly caseType: string;
  readonly team?: string;
  readonly data: { readonly [name: string]: string | number | boolean | null };
};

export type Persona = {
  readonly personId: string;
  readonly name: string;
  readonly agency: string;
  readonly teams: readonly string[];
  readonly role: string;
};

export type PersonaList = {
  readonly items: readonly Persona[];
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
  }[];
  readonly current?: {
    readonly version: number;
    readonly changedBy: string;
    readonly changedAt: string;
  };
};

export type RelatedCase = {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly task: string;
};

export type ReopenRequest = {
  readonly again: readonly string[];
  readonly reason: string;
};

export type ResumeClockRequest = {
  readonly pause: string;
};

export type ReviewRequest = {
  readonly finding: 'justified' | 'not-justified';
  readonly reason: string;
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
  readonly expiresAt: string;
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

export type SuspendClockRequest = {
  readonly pause: string;
  readonly reason: string;
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

export type WorkItem = {
  readonly caseId: string;
  readonly task: string;
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
