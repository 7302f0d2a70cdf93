// What a bundle is made of and what it is. Types only.
import type { DrawRefusal } from '../drawing/shapes.ts';
import type { DrawBounds } from '../drawing/draw-pages.ts';
import type { Bytes } from '../files/bytes.ts';
import type { Manifest } from './manifest.ts';
import type { Numbering } from './numbering.ts';

export interface BundleDocument {
  /** What it is known by from one bundle to the next: the id of the document. */
  readonly id: string;
  readonly title: string;
  /** ISO 8601 day. */
  readonly date: string | null;
  /** The number of the exhibit, where it is one. */
  readonly exhibit: string | null;
  readonly mediaType: string;
  /** SHA-256 of the bytes, in hex. */
  readonly content: string;
  readonly isRedacted: boolean;
  /** For whom it is, as its kind names them; null: for everybody who may read the case. */
  readonly audience: string | null;
  readonly bytes: Bytes;
  /** What it says, for text and mail, which have no pages of their own; null: it gets a sheet that stands for it. */
  readonly text: string | null;
}

export interface BundleSection {
  readonly title: string;
  readonly documents: readonly BundleDocument[];
}

export interface BundleRequest {
  readonly title: string;
  /** The case, as people call it. */
  readonly reference: string;
  /** BCP 47. */
  readonly language: string;
  /** ISO 8601 day on which it is made; told, since nothing here asks a clock. */
  readonly date: string;
  readonly recipient: { readonly name: string; readonly audiences: readonly string[] };
  readonly sections: readonly BundleSection[];
  /** The numbering of the bundle before this one. */
  readonly earlier: Numbering | null;
  /** Pixels for an inch; 150 where nothing is said. */
  readonly dpi?: number;
  readonly bounds?: DrawBounds;
  /** After each document. */
  readonly onDocument?: (done: number, of: number) => void;
}

export interface Bundle {
  /** The PDF, in pieces. */
  readonly pieces: readonly Buffer[];
  readonly manifest: Manifest;
  /** For the next bundle. */
  readonly numbering: Numbering;
  readonly pages: number;
}

export interface BundleRefusal {
  readonly code: 'not-for-recipient' | 'no-document' | 'same-twice' | 'content-differs' | DrawRefusal;
  /** The document that it is about, by id; null where it is about all. */
  readonly document: string | null;
}
