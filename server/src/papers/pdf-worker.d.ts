// The half of the PDF library that reads, which comes without types; all that is done with it is to hand it on.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown;
}
