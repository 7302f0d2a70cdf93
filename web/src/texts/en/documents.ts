// The sentences of documents: the list, bringing files, reading them.
const MOVES: Readonly<Record<string, string>> = {
  'add-version': 'Add a version',
  retitle: 'Change the title',
  reclassify: 'Put under another kind',
  'change-audience': 'Change for whom it is',
  withdraw: 'Withdraw, filed in error',
  disclose: 'Disclose',
  withhold: 'Withhold',
};

const CHANNELS: Readonly<Record<string, string>> = {
  staff: 'brought by staff',
  portal: 'brought by the public',
  mail: 'came by mail',
  scan: 'scanned',
  api: 'came from another system',
  import: 'imported',
  made: 'made here',
};

const HOW: Readonly<Record<string, string>> = {
  redaction: 'A redacted copy of',
  bundle: 'A bundle with',
  letter: 'A letter made from',
  copy: 'A copy of',
};

const WARNINGS: Readonly<Record<string, string>> = {
  'name-contradicts': 'Its name says another type than it has.',
};

export const documentsTexts = {
  title: 'Documents',
  of: (reference: string) => `Documents of ${reference}`,
  all: 'All documents',
  none: 'No document is filed yet.',
  count: (count: number) => (count === 1 ? '1 document' : `${count} documents`),
  other: 'Other',
  open: 'Open',
  save: 'Save a copy',
  redact: 'Make a redacted copy',
  bundle: 'Make a bundle',
  versions: 'Versions',
  version: (number: number) => `Version ${number}`,
  current: 'Current',
  number: (number: number) => `No. ${number}`,
  pages: (count: number) => (count === 1 ? '1 page' : `${count} pages`),
  filed: (day: string, channel: string) => `Received ${day}, ${CHANNELS[channel] ?? channel}`,
  by: (person: string, at: string) => `${person}, ${at}`,
  audience: (title: string) => `For: ${title}`,
  withdrawn: 'Withdrawn',
  madeOf: (how: string) => HOW[how] ?? 'Made from',
  hidden: 'a document that you may not read',
  reasons: (reasons: string) => `Reasons: ${reasons}`,
  move: (move: string) => MOVES[move] ?? move,
  moveOf: (move: string, title: string) => `${MOVES[move] ?? move}: ${title}`,
  saved: 'Recorded',
  unscanned: 'Not looked at for malware',
  clean: (scanner: string | null) =>
    scanner === null ? 'Looked at for malware' : `Looked at for malware by ${scanner}`,
  noScanner:
    'Files are not looked at for malware here, since no scanner is set up. Take files only from people you know.',
  add: {
    title: 'Add documents',
    button: 'Add documents',
    pick: 'Choose files',
    drop: 'or drop them here',
    limit: (size: string) => `Each file at most ${size}.`,
    kind: 'Kind',
    name: 'Title',
    audience: 'For whom',
    remove: (name: string) => `Leave out ${name}`,
    removeShort: 'Leave out',
    submit: (count: number) => (count === 1 ? 'Add the document' : `Add ${count} documents`),
    nothing: 'Choose a file first.',
    noKind: 'Say which kind of document each file is.',
    noTitle: 'Give each document a title.',
    noAudience: 'Say for whom each document is.',
    tooLarge: (most: string) => `It is larger than ${most}, which is the most for this kind.`,
    empty: 'The file is empty.',
    done: (count: number) => (count === 1 ? 'The document is filed.' : `${count} documents are filed.`),
    some: (filed: number, all: number) =>
      `${filed} of ${all} are filed. What is below is not yet; nothing of it is lost.`,
    again: 'Try again',
    stop: 'Stop',
    kept: 'What was sent is kept. Choose the same file again to go on.',
  },
  state: {
    waiting: 'Waiting',
    sending: (percent: number) => `Sending, ${percent} %`,
    checking: 'Being looked at',
    filing: 'Being filed',
    filed: 'Filed',
    refused: 'Not taken',
    failed: 'Not finished',
  },
  warning: (code: string) => WARNINGS[code] ?? code,
  asked: {
    reason: 'Reason',
    reasonHint: 'It goes on the record with your name.',
    title: 'Title',
    kind: 'Kind',
    to: 'For whom',
  },
  read: {
    page: (number: number, of: number) => `Page ${number} of ${of}`,
    goTo: 'Go to page',
    next: 'Next page',
    previous: 'Previous page',
    larger: 'Larger',
    smaller: 'Smaller',
    text: 'Text of this page',
    marked: (count: number) =>
      count === 0
        ? 'The words are on this page, or in its text below, where they cannot be marked.'
        : `${count} ${count === 1 ? 'word is' : 'words are'} marked on this page.`,
    noText: 'This page has no text, such as a picture of one.',
    loading: 'The page is being drawn.',
    cannot: 'This kind of file cannot be shown here. Save a copy to open it with a program of yours.',
    failed: 'The file cannot be shown. Save a copy, or try again.',
    cut: 'Only the beginning is shown. Save a copy to read all of it.',
    picture: (title: string) => `The picture ${title}`,
    back: 'Documents',
  },
};
