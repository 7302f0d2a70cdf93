// The stream by which the process that draws hands out pages: the next after standard input, output and error.

export const PAGES_STREAM = 3;
