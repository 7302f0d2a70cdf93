// The demonstration in which the ten tasks are done, as somebody finds it who works there: who does what, on which case, and whether it was
// done. It asks the server through the page, as whoever is signed in there.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { madePdf } from '../made-pdf.ts';
import { openCase } from '../open-case.ts';
import type { Way } from './hands.ts';

/** Of the open tasks that are nobody's. */
export interface WantedTask {
  readonly person: string;
  /** Whether its form must need no answer. */
  readonly needsNothing: boolean;
  /** Which of those that fit. */
  readonly at: number;
}

interface Persona {
  readonly personId: string;
  readonly agency: string;
}

interface TaskFace {
  readonly task: string;
  readonly standing: string;
  readonly mayDo: boolean;
  readonly assignee: string | null;
  readonly form: { readonly fields: readonly { readonly required: boolean }[] } | null;
}

interface CaseView {
  readonly caseId: string;
  readonly version: number;
  readonly tasks: readonly TaskFace[];
  readonly facts: readonly { readonly field: string; readonly value: string | number | boolean | null }[];
  readonly kept: {
    readonly documents: readonly { readonly versions: readonly { readonly content: string }[] }[];
    readonly determinations: readonly {
      readonly entry: string;
      readonly of: string;
      readonly draft: number;
      readonly may: readonly string[];
      readonly manifest: readonly object[];
    }[];
  };
}

/** Who keeps the names of people in a field of the demonstration's claims. */
const NAME_FIELD = 'claimantName';
const WAIT_MS = 10_000;

/** A file as a browser is given it. */
interface PickedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What is known of it, and of what is being done. */
interface Facts {
  readonly url: string;
  /** Does much work that needs no answers. */
  readonly desk: string;
  /** Works on claims: decides, shares, gives work to others. */
  readonly officer: string;
  /** Decides on papers that must be read. */
  readonly reader: string;
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
  /** To whom work is given. */
  colleague: string;
  nameOfColleague: string;
  /** Of the case, before the task was done. */
  versionBefore: number;
  /** The case that is before them. */
  caseId: string;
  task: string;
  entry: string;
  before: string;
  signedIn: string | null;
}

interface Acts {
  readonly become: (this: World, page: Page, person: string) => Promise<void>;
  readonly signIn: (this: World, page: Page, person: string) => Promise<void>;
  readonly goToCase: (this: World, page: Page, person: string) => Promise<void>;
  readonly goToTask: (this: World, page: Page, task: WantedTask) => Promise<void>;
  readonly goToReason: (this: World, page: Page) => Promise<void>;
  readonly goToDecision: (this: World, page: Page) => Promise<void>;
  readonly goToUnread: (this: World, page: Page, files: readonly PickedFile[]) => Promise<void>;
  readonly decisionOf: (this: World, page: Page, first: string) => Promise<CaseView>;
  readonly decideAtOnce: (this: World, page: Page) => Promise<string>;
  readonly goToRouted: (this: World, page: Page) => Promise<void>;
  readonly versionOf: (this: World, page: Page) => Promise<number>;
  readonly untilAssigned: (this: World, page: Page) => Promise<void>;
  readonly untilShared: (this: World, page: Page) => Promise<void>;
  readonly untilDecided: (this: World, page: Page) => Promise<void>;
  readonly personOfCase: (this: World, page: Page) => Promise<string>;
  readonly findColleague: (this: World, page: Page, path: string) => Promise<void>;
  readonly shares: (this: World, page: Page) => Promise<string>;
  readonly cases: (this: World, page: Page) => Promise<readonly CaseView[]>;
  readonly open: (this: World, page: Page, path: string) => Promise<void>;
  readonly ask: <T>(this: World, page: Page, path: string) => Promise<T>;
  readonly send: (this: World, page: Page, what: { readonly path: string; readonly body: object }) => Promise<void>;
}

export interface World extends Facts, Acts {}

/** @param way tells the papers of one run from those of another */
export function makeWorld(url: string, way: Way): World {
  const kinds = ['legal-opinion', 'capacity-certificate', 'receipt'];
  return {
    ...ACTS,
    ...{ url, desk: 'service-desk.1', officer: 'claims.1', reader: 'foi.1' },
    files: kinds.map((kind) => ({ name: `${kind} ${way}.pdf`, bytes: madePdf(1, `${kind} by ${way}`) })),
    ...{ colleague: '', nameOfColleague: '', versionBefore: 0 },
    ...{ caseId: '', task: '', entry: '', before: '', signedIn: null },
  };
}

const ACTS: Acts = {
  async become(this: World, page: Page, person: string): Promise<void> {
    if (this.signedIn === person) return;
    await page.goto(`${this.url}/sign-in`);
    await this.send(page, { path: 'session', body: { personId: person, agency: 'demo' } });
    this.signedIn = person;
  },

  /** To My work. */
  async signIn(this: World, page: Page, person: string): Promise<void> {
    await this.become(page, person);
    await page.goto(`${this.url}/work`);
    await page.locator('[data-row]').first().waitFor();
  },

  async goToCase(this: World, page: Page, person: string): Promise<void> {
    await this.signIn(page, person);
    const [first] = await this.cases(page);
    if (first === undefined) throw new Error(`${person} has no case.`);
    this.caseId = first.caseId;
    this.before = await this.shares(page);
    await this.open(page, `/cases/${first.caseId}`);
    await page.locator('[data-command="viewed"]').waitFor();
  },

  async goToTask(this: World, page: Page, { person, needsNothing, at }: WantedTask): Promise<void> {
    const found = await asWhoeverHas(this, page, {
      first: person,
      look: async () => {
        const fit = (await this.cases(page)).flatMap(({ caseId, tasks }) =>
          tasks.filter((task) => fits(task, needsNothing)).map((task) => ({ caseId, task })),
        );
        return fit[at] ?? fit.at(-1);
      },
    });
    this.caseId = found.caseId;
    this.task = found.task.task;
    const path = `cases/${found.caseId}/tasks/${encodeURIComponent(this.task)}`;
    if (!needsNothing) await this.findColleague(page, path);
    this.versionBefore = await this.versionOf(page);
    await this.open(page, `/${path}`);
    await page.locator('.case-form').waitFor();
  },

  /** To a task that asks for one text, on a request that is made for it: none of those that are there may wait for one today. */
  async goToReason(this: World, page: Page): Promise<void> {
    await this.become(page, this.reader);
    const received = new Date().toISOString().slice(0, 10);
    const words = 'Reports on the water of the lake since 2024.';
    const data = { receivedOn: received, applicantName: 'Ada Byrne', requestWords: words, ownInformation: false };
    ({ caseId: this.caseId } = await openCase(page, 'information-request', data));
    const tasks = `cases/${this.caseId}/tasks`;
    const valid = { inWriting: true, statesFoi: true, identifiesDocuments: true, hasAddress: true };
    await this.send(page, { path: `${tasks}/check-validity/complete`, body: { data: valid } });
    this.task = 'set-scope';
    this.versionBefore = await this.versionOf(page);
    await this.open(page, `/${tasks}/${this.task}`);
    await page.locator('.case-form').waitFor();
  },

  async goToDecision(this: World, page: Page): Promise<void> {
    const waiting = await this.decisionOf(page, this.officer);
    this.caseId = waiting.caseId;
    await this.open(page, `/cases/${waiting.caseId}`);
    await page.locator('[data-command="decide"]').waitFor();
  },

  /** To a case with a decision that rests on a paper which nobody has read yet: files it first. */
  async goToUnread(this: World, page: Page, files: readonly PickedFile[]): Promise<void> {
    const waiting = await this.decisionOf(page, this.reader);
    const decision = waiting.kept.determinations.find(({ may }) => may.includes('make'));
    if (decision === undefined) throw new Error('No decision waits.');
    this.caseId = waiting.caseId;
    this.entry = decision.entry;
    await this.open(page, `/cases/${waiting.caseId}/documents#add`);
    await page.locator('input[type=file]').setInputFiles([...files]);
    await page.locator('[data-command="file-documents"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.add-documents').waitFor({ state: 'detached' });
    const { kept } = await this.ask<CaseView>(page, `cases/${waiting.caseId}`);
    const version = kept.documents.at(-1)?.versions.at(-1);
    const manifest = [...decision.manifest, { document: version?.content ?? '', words: 'found paper' }];
    const path = `cases/${waiting.caseId}/determinations/${decision.entry}`;
    await this.send(page, { path: `${path}/revise`, body: { of: decision.of, manifest } });
    await this.open(page, `/cases/${waiting.caseId}`);
    await page.locator('[data-command="decide"]').waitFor();
  },

  /** A case in which a decision waits. */
  decisionOf(this: World, page: Page, first: string): Promise<CaseView> {
    return asWhoeverHas(this, page, { first, look: async () => (await this.cases(page)).find(hasDecision) });
  },

  /** What the server says to whoever decides past the screen. */
  async decideAtOnce(this: World, page: Page): Promise<string> {
    const { kept } = await this.ask<CaseView>(page, `cases/${this.caseId}`);
    const decision = kept.determinations.find(({ entry }) => entry === this.entry);
    const body = { of: decision?.of, draft: decision?.draft };
    const path = `cases/${this.caseId}/determinations/${this.entry}/make`;
    return this.send(page, { path, body }).then(
      () => 'It was made.',
      (error: unknown) => String(error),
    );
  },

  /** To a task that a rule of routing gave to somebody. */
  async goToRouted(this: World, page: Page): Promise<void> {
    const path = await asWhoeverHas(this, page, {
      first: this.officer,
      look: async () => {
        for (const { caseId, tasks } of await this.cases(page)) {
          for (const { task, standing } of tasks) {
            if (standing !== 'to-do') continue;
            const of = `cases/${caseId}/tasks/${encodeURIComponent(task)}`;
            const { routing } = await this.ask<{ readonly routing: object | null }>(page, `${of}/assignment`);
            if (routing !== null) return of;
          }
        }
        return undefined;
      },
    });
    await this.open(page, `/${path}`);
    await page.locator('h1').waitFor();
  },

  async versionOf(this: World, page: Page): Promise<number> {
    const { version } = await this.ask<CaseView>(page, `cases/${this.caseId}`);
    return version;
  },

  untilAssigned(this: World, page: Page): Promise<void> {
    return until('The task is with nobody.', async () => {
      const { tasks } = await this.ask<CaseView>(page, `cases/${this.caseId}`);
      return tasks.some(({ task, assignee }) => task === this.task && assignee !== null && assignee !== this.signedIn);
    });
  },

  untilShared(this: World, page: Page): Promise<void> {
    return until('Nothing was shared.', async () => (await this.shares(page)) !== this.before);
  },

  untilDecided(this: World, page: Page): Promise<void> {
    return until(
      'It is not decided.',
      async () => !hasDecision(await this.ask<CaseView>(page, `cases/${this.caseId}`)),
    );
  },

  /** The name of somebody in the case. */
  async personOfCase(this: World, page: Page): Promise<string> {
    const { facts } = await this.ask<CaseView>(page, `cases/${this.caseId}`);
    return String(facts.find(({ field }) => field === NAME_FIELD)?.value ?? '');
  },

  async findColleague(this: World, page: Page, path: string): Promise<void> {
    const { items } = await this.ask<{ readonly items: readonly { readonly person: string; readonly name: string }[] }>(
      page,
      `${path}/assignees`,
    );
    const other = items.find(({ person }) => person !== this.signedIn);
    this.colleague = other?.person ?? '';
    this.nameOfColleague = other?.name ?? '';
  },

  /** What is said of shares; another text once there is one more. */
  async shares(this: World, page: Page): Promise<string> {
    const { given } = await this.ask<{ readonly given: readonly { readonly kind: string; readonly id: string }[] }>(
      page,
      `cases/${this.caseId}/access`,
    );
    return given.map(({ kind, id }) => `${kind} ${id}`).join(', ');
  },

  async cases(this: World, page: Page): Promise<readonly CaseView[]> {
    const { items } = await this.ask<{ readonly items: readonly { readonly caseId: string }[] }>(page, 'cases');
    return Promise.all(items.map(({ caseId }) => this.ask<CaseView>(page, `cases/${caseId}`)));
  },

  async open(this: World, page: Page, path: string): Promise<void> {
    await page.goto(`${this.url}${path}`);
  },

  ask<T>(this: World, page: Page, path: string): Promise<T> {
    return page.evaluate(async (of) => {
      const answer = await fetch(`/api/v1/${of}`);
      if (!answer.ok) throw new Error(`${of}: ${await answer.text()}`);
      return (await answer.json()) as T; // The shape is the interface's own.
    }, path);
  },

  send(this: World, page: Page, { path, body }: { readonly path: string; readonly body: object }): Promise<void> {
    return page.evaluate(
      async ([of, text, key]) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': key };
        const answer = await fetch(`/api/v1/${of}`, { method: 'POST', headers, body: text });
        if (!answer.ok) throw new Error(`${of}: ${await answer.text()}`);
      },
      [path, JSON.stringify(body), randomUUID()] as const,
    );
  },
};

function fits({ standing, mayDo, assignee, form }: TaskFace, needsNothing: boolean): boolean {
  if (!mayDo || assignee !== null || standing !== 'to-do') return false;
  return !needsNothing || (form?.fields ?? []).every(({ required }) => !required);
}

interface Looking<T> {
  /** Who does it where they can. */
  readonly first: string;
  /** In what is before whoever is signed in. */
  readonly look: () => Promise<T | undefined>;
}

/**
 * What the made-up cases have come to differs from day to day, so that one person may have none of what a task needs: then a
 * colleague does it who has it before them.
 * @throws where nobody of the demonstration has it
 */
async function asWhoeverHas<T>(world: World, page: Page, { first, look }: Looking<T>): Promise<T> {
  await world.become(page, first);
  const { items } = await world.ask<{ readonly items: readonly Persona[] }>(page, 'personas');
  // The first of each team; the others have the same before them.
  const others = items.filter(({ personId, agency }) => agency === 'demo' && personId.endsWith('.1'));
  for (const person of new Set([first, ...others.map(({ personId }) => personId)])) {
    await world.become(page, person);
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`Nobody of the demonstration has what is needed, ${first} neither.`);
}

function hasDecision({ kept }: CaseView): boolean {
  return kept.determinations.some(({ may }) => may.includes('make'));
}

async function until(otherwise: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
