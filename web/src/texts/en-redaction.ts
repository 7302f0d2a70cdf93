// The sentences of making a redacted copy of a document.
export interface Percents {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const enRedaction = {
  title: 'Make a redacted copy',
  lead: 'A new file is made in which nothing is left of what the boxes cover. The original stays as it is, for whom it is.',
  drawHint:
    'Draw boxes with the pointer, or add one and move it with the arrow keys; with Shift they change its size. Its numbers can be typed too.',
  addBox: 'Add a box on this page',
  page: (number: number, of: number) => `Page ${number} of ${of}`,
  goTo: 'Pages',
  next: 'Next page',
  previous: 'Previous page',
  boxes: 'What is taken out',
  noBoxes: 'Nothing yet.',
  onPage: (page: number) => `On page ${page}`,
  box: (number: number) => `Box ${number}`,
  boxOf: (number: number, page: number, reason: string) =>
    `Box ${number} on page ${page}${reason === '' ? ', no reason yet' : `, ${reason}`}. Arrow keys move it, with Shift they change its size`,
  where: ({ left, top, width, height }: Percents) =>
    `${left} % from the left, ${top} % from the top, ${width} % wide, ${height} % high`,
  reason: 'Code of the reason',
  reasonHint: 'It stands in the box, such as s 47F.',
  reasonOf: (number: number) => `Code of the reason of box ${number}`,
  numbers: 'Where it is, in percent of the page',
  edges: { x: 'From the left', y: 'From the top', width: 'Width', height: 'Height' },
  remove: 'Remove',
  removeOf: (number: number) => `Remove box ${number}`,
  copy: 'The copy',
  kind: 'Kind',
  audience: 'For whom',
  name: 'Title',
  suggested: (number: number) => `Redacted copy of no. ${number}`,
  titleHint: 'It must not say what was taken out.',
  submit: 'Make and file the copy',
  making: 'The copy is being made',
  close: 'Leave it',
  noBox: 'Add a box first.',
  noReason: (number: number) => `Give box ${number} the code of its reason.`,
  noKind: 'Say which kind of document the copy is.',
  noAudience: 'Say for whom the copy is.',
  noTitle: 'Give the copy a title.',
  done: 'The redacted copy is filed. Read it before you give it to anybody.',
  open: 'Read the copy',
};
