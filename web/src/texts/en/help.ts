// What each screen is for and what one does there, by its address in the app. Short: it stands above the list of keys.
export interface ScreenHelp {
  readonly title: string;
  readonly is: string;
  readonly does: readonly string[];
}

const CASE = 'Go back to the case at the top of the page.';

const SCREENS: Readonly<Record<string, ScreenHelp>> = {
  '/work': {
    title: 'My work',
    is: 'Everything that waits for you and your teams, what is due soonest first.',
    does: [
      'Open the next task at the top, or any task in the list.',
      'Look at a case without leaving the list by its arrow.',
      'Give a task to somebody else, or ask why it is here.',
    ],
  },
  '/cases': {
    title: 'Cases',
    is: 'The cases of your teams, the newest first.',
    does: ['Choose open or closed cases.', 'Open a case by its reference.'],
  },
  '/search': {
    title: 'Search',
    is: 'Cases and documents that have all the words you typed, as far as you may read them.',
    does: ['Type more words to find less.', 'Choose cases or documents, open or closed.'],
  },
  '/goals': {
    title: 'Goals',
    is: 'What became of the goals of cases: set, reached, partly reached, or not.',
    does: ['Choose a period and by what to compare.', 'Read the same figures in the table under each chart.'],
  },
  '/start': {
    title: 'Start a case',
    is: 'The kinds of case that you may start.',
    does: ['Choose what kind of case it is; its form opens.'],
  },
  '/start/$caseType': {
    title: 'Start a case',
    is: 'The form that opens a case of this kind.',
    does: [
      'Fill in what is asked. What is marked as optional can come later.',
      'Start the case with the button at the end.',
    ],
  },
  '/cases/$caseId': {
    title: 'A case',
    is: 'All that you may know of one case: its dates, facts, tasks, documents, people, plan, and what happened.',
    does: [
      'Do a task: open it from the list of tasks.',
      'Add a note or documents, decide, share, or close the case with the buttons at the top.',
      'Ask why anything is as it is.',
    ],
  },
  '/cases/$caseId/tasks/$task': {
    title: 'A task',
    is: 'One piece of work in a case, with its form and what is known beside it.',
    does: [
      'Fill in the form and complete the task. It is held back for some seconds, so that you can undo it.',
      'Take it, put it back, or give it to somebody.',
      'Ask why it came to you, and why its date is that date.',
    ],
  },
  '/cases/$caseId/record': {
    title: 'Record check',
    is: 'Whether the record of the case is whole and unchanged.',
    does: ['Check it again.', CASE],
  },
  '/cases/$caseId/readers': {
    title: 'Who viewed it',
    is: 'Everybody who looked at this case, when, at what, and by what right. That you look here is recorded too.',
    does: ['Read down for earlier looks.', CASE],
  },
  '/cases/$caseId/access': {
    title: 'Who can see it',
    is: 'Who can see this case and why, and what was shared, sealed or kept from somebody.',
    does: [
      'Share a part, seal it, or keep somebody off; you see what it would do first.',
      'Answer requests for access.',
    ],
  },
  '/cases/$caseId/people/$entry': {
    title: 'A person in other cases',
    is: 'Records of other cases that may be of the same person, with how alike they are.',
    does: ['Say that two are one person, or that they are not.', CASE],
  },
  '/cases/$caseId/rights': {
    title: 'Rights of the person',
    is: 'What the person asked for about what is held of them: their file, corrections, consents.',
    does: ['Put together a file, decide on a correction, or see what was done under a consent.'],
  },
  '/cases/$caseId/rights/$fileId': {
    title: 'File for a person',
    is: 'What one person gets of what is held about them.',
    does: [
      'Decide for each item whether it goes, goes covered, or is kept back.',
      'Have it approved, then take it out.',
    ],
  },
  '/cases/$caseId/documents': {
    title: 'Documents',
    is: 'The documents of the case, by folder.',
    does: [
      'Add files: pick or drop several, each gets a kind and a title, then one press files them all.',
      'Put documents together into a bundle.',
    ],
  },
  '/cases/$caseId/documents/$entry': {
    title: 'A document',
    is: 'One document with its versions and pages. Each page that you open is recorded.',
    does: ['Turn the pages.', 'Make a copy from which something is taken out.', CASE],
  },
  '/cases/$caseId/letters': {
    title: 'Letters',
    is: 'Letters of the case: drafts, what was approved, and what has gone.',
    does: ['Make a letter from one of those that this kind of case has.'],
  },
  '/cases/$caseId/letters/$entry': {
    title: 'A letter',
    is: 'One letter as its recipient reads it, and where it is on its way.',
    does: ['Approve it, send it, or record that it came back.'],
  },
  '/ask': {
    title: 'Ask for access',
    is: 'For a case that you cannot see.',
    does: ['Ask for access and say why.', 'In an emergency open it at once; somebody reviews that.'],
  },
  '/notices': {
    title: 'Notices',
    is: 'What you were told of and have not acted on: dates, requests, answers.',
    does: ['Open what a notice is about, or answer it.'],
  },
  '/inbox': {
    title: 'Inbox',
    is: 'What came in by mail, post and folders and is not in a case yet.',
    does: ['Take an item, then file it, open a case with it, or reject it with a reason.'],
  },
  '/inbox/$item': {
    title: 'An item of the inbox',
    is: 'One thing that came in, with its parts.',
    does: ['Read it, choose a case, and file each part; or say why it is rejected.'],
  },
  '/reviews': {
    title: 'Reviews',
    is: 'Looks at cases that a rule noticed and somebody should judge.',
    does: ['Open one, and decide what it was.'],
  },
  '/reviews/$reviewId': {
    title: 'A review',
    is: 'One thing that was noticed, with everything that led to it.',
    does: ['Read it through, then decide.'],
  },
  '/emergencies': {
    title: 'Emergencies',
    is: 'How often cases were opened in an emergency, and what reviews found.',
    does: ['Choose a period.'],
  },
  '/access-rules': {
    title: 'Rules of access',
    is: 'The rules in force, and what others would change.',
    does: ['Read the rules, or compare them with another version.'],
  },
  '/audit': {
    title: 'Audit',
    is: 'All that was read and done in your scope.',
    does: ['Narrow by person, case, time or action.', 'Open a case as it was at a time.'],
  },
  '/audit/cases/$caseId': {
    title: 'A case in an audit',
    is: 'The case as it was at a time, and what differs between two times.',
    does: ['Choose the time.', 'Verify its record.'],
  },
  '/case-types': {
    title: 'Case types',
    is: 'The kinds of case of your agency, and drafts of new versions.',
    does: ['Open a kind to see its versions, or begin a draft.'],
  },
  '/case-types/$caseType': {
    title: 'A kind of case',
    is: 'Its versions, and what differs between them.',
    does: ['Compare versions, or begin a draft from one.'],
  },
  '/case-type-drafts/$draftId': {
    title: 'A draft',
    is: 'A new version of a kind of case, until it is published.',
    does: ['Change its text, ask for review, approve, publish.'],
  },
  '/post': {
    title: 'Letters by post',
    is: 'Letters on paper that wait to be printed, and batches that were.',
    does: ['Print a batch, say that it was posted, record what came back.'],
  },
  '/phrases': {
    title: 'Phrases',
    is: 'Words that you use again, yours and those of your teams.',
    does: ['Keep, change or remove a phrase.', 'Insert one into any long text with Ctrl and ;.'],
  },
  '/records/$': {
    title: 'Records',
    is: 'What must be kept, what may be disposed of, and what a hold keeps.',
    does: ['Make a list of disposal, have it approved, and see the certificate.', 'Place and lift holds.'],
  },
};

export const helpTexts = {
  what: 'What this screen is for',
  how: 'What you do here',
  screens: SCREENS,
};
