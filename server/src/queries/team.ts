// The questions of those who give work out, as one value; see each file.
import type { ReadAnswer } from './answer-read.ts';
import { listApprovals, type ApprovalsView } from './approvals.ts';
import { listClocksAtRisk, type ClockRisk, type ClocksAtRiskView } from './clocks-at-risk.ts';
import type { TeamFilter } from './given-out.ts';
import type { WorkPageView } from './list-work.ts';
import { previewReassignment, type ReassignmentAsked, type ReassignmentView } from './preview-reassignment.ts';
import {
  listQualitySamples,
  previewSample,
  recomputeSample,
  showSample,
  type SampleDoorsOfQueries,
  type SampleListView,
  type SamplePreviewView,
  type SampleView,
} from './samples.ts';
import { showSampledCase, type SampledCaseView } from './sampled-case.ts';
import type { Recomputed } from '../store/recompute-sample.ts';
import type { SampleDefinition } from '../store/samples.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { showTeamLoad, type TeamLoadView } from './team-load.ts';
import { listTeamPeople, type TeamPeopleView } from './team-people.ts';
import { listTeamTasks, type TeamTasksAsked } from './team-tasks.ts';

export interface TeamQueries {
  readonly load: (reader: Reader, filter: TeamFilter) => Promise<ReadAnswer<TeamLoadView>>;
  readonly tasks: (reader: Reader, asked: TeamTasksAsked) => Promise<ReadAnswer<WorkPageView>>;
  readonly clocks: (
    reader: Reader,
    asked: { readonly filter: TeamFilter; readonly risk: ClockRisk | undefined },
  ) => Promise<ReadAnswer<ClocksAtRiskView>>;
  readonly people: (reader: Reader, filter: TeamFilter) => Promise<ReadAnswer<TeamPeopleView>>;
  /** What would happen; nothing is written. */
  readonly preview: (reader: Reader, asked: ReassignmentAsked) => Promise<ReadAnswer<ReassignmentView>>;
  readonly approvals: (reader: Reader) => Promise<ReadAnswer<ApprovalsView>>;
  /** Samples of finished work, and what may be drawn from. */
  readonly samples: (reader: Reader) => Promise<ReadAnswer<SampleListView>>;
  /** How many there are and would be drawn; nothing is. */
  readonly previewSample: (reader: Reader, asked: SampleDefinition) => Promise<ReadAnswer<SamplePreviewView>>;
  readonly sample: (reader: Reader, sample: string) => Promise<ReadAnswer<SampleView>>;
  readonly sampledCase: (
    reader: Reader,
    asked: { readonly sample: string; readonly caseId: string },
  ) => Promise<ReadAnswer<SampledCaseView>>;
  readonly recomputeSample: (reader: Reader, sample: string) => Promise<ReadAnswer<Recomputed>>;
}

export function openTeamQueries(send: SendReading, doors: SampleDoorsOfQueries): TeamQueries {
  return {
    load: (reader, filter) => showTeamLoad(send, reader, { doors, filter }),
    tasks: (reader, asked) => listTeamTasks(send, reader, { doors, asked }),
    clocks: (reader, asked) => listClocksAtRisk(send, reader, { doors, ...asked }),
    people: (reader, filter) => listTeamPeople(send, reader, { doors, filter }),
    preview: (reader, asked) => previewReassignment(send, reader, { doors, asked }),
    approvals: (reader) => listApprovals(send, reader, doors),
    samples: (reader) => listQualitySamples(send, reader, doors),
    previewSample: (reader, asked) => previewSample(send, reader, { doors, asked }),
    sample: (reader, sample) => showSample(send, reader, { doors, sample }),
    sampledCase: (reader, asked) => showSampledCase(send, reader, { doors, ...asked }),
    recomputeSample: (reader, sample) => recomputeSample(send, reader, { doors, sample }),
  };
}
