// The inverted index: for each term, the documents it is in and where.

import type { Document } from "./corpus.ts";
import { tokenize } from "./tokenizer.ts";

export interface Posting {
  readonly document: number;
  readonly positions: number[];
}

export class InvertedIndex {
  readonly documents: readonly Document[];
  readonly #postings = new Map<string, Posting[]>();
  readonly #lengths: number[] = [];

  constructor(documents: readonly Document[]) {
    this.documents = documents;
    documents.forEach((document, id) => this.#add(id, `${document.title}. ${document.body}`));
  }

  #add(id: number, text: string): void {
    let length = 0;
    for (const { term, position } of tokenize(text)) {
      length++;
      const postings = this.#postings.get(term) ?? [];
      if (postings.length === 0) this.#postings.set(term, postings);
      const last = postings.at(-1);
      if (last?.document === id) last.positions.push(position);
      else postings.push({ document: id, positions: [position] });
    }
    this.#lengths[id] = length;
  }

  postings(term: string): readonly Posting[] {
    return this.#postings.get(term) ?? [];
  }

  lengthOf(id: number): number {
    return this.#lengths[id];
  }

  get averageLength(): number {
    return this.#lengths.reduce((total, length) => total + length, 0) / this.#lengths.length;
  }

  get size(): number {
    return this.#postings.size;
  }

  /** The terms that begin with `prefix`, in order. */
  termsWithPrefix(prefix: string): string[] {
    return [...this.#postings.keys()].filter((term) => term.startsWith(prefix)).sort();
  }

  /** The most frequent terms and the number of documents they are in. */
  common(count: number): [term: string, documents: number][] {
    return [...this.#postings]
      .map(([term, postings]): [string, number] => [term, postings.length])
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, count);
  }
}
