// Which documents match a query, and how well: BM25.

import type { InvertedIndex } from "./index.ts";
import type { Query } from "./query.ts";

/** Document to score. A document that matches without any term scores 0. */
export type Scores = Map<number, number>;

const K1 = 1.2;
const B = 0.75;

export function evaluate(index: InvertedIndex, query: Query): Scores {
  switch (query.type) {
    case "term":
      return termScores(index, query.term);
    case "prefix":
      return index
        .termsWithPrefix(query.prefix)
        .map((term) => termScores(index, term))
        .reduce(union, new Map());
    case "phrase":
      return phraseScores(index, query.terms);
    case "years":
      return filterDocuments(index, (id) => {
        const { year } = index.documents[id];
        return query.from <= year && year <= query.to;
      });
    case "or":
      return query.parts.map((part) => evaluate(index, part)).reduce(union);
    case "and":
      return query.parts.map((part) => evaluate(index, part)).reduce(intersection);
    case "not": {
      const excluded = evaluate(index, query.part);
      return filterDocuments(index, (id) => !excluded.has(id));
    }
  }
}

function termScores(index: InvertedIndex, term: string): Scores {
  const postings = index.postings(term);
  const rarity = inverseFrequency(index, postings.length);
  return new Map(
    postings.map(({ document, positions }) => [document, weigh(index, document, positions.length, rarity)]),
  );
}

function inverseFrequency(index: InvertedIndex, containing: number): number {
  return Math.log(1 + (index.documents.length - containing + 0.5) / (containing + 0.5));
}

function weigh(index: InvertedIndex, document: number, count: number, rarity: number): number {
  const relative = index.lengthOf(document) / index.averageLength;
  return (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + B * relative));
}

function phraseScores(index: InvertedIndex, terms: { term: string; offset: number }[]): Scores {
  const positions = terms.map(
    ({ term }) => new Map(index.postings(term).map((p) => [p.document, new Set(p.positions)])),
  );
  const counts = new Map<number, number>();
  for (const [document, starts] of positions[0]) {
    let count = 0;
    for (const start of starts) {
      if (terms.every(({ offset }, i) => positions[i].get(document)?.has(start + offset))) count++;
    }
    if (count > 0) counts.set(document, count);
  }
  const rarity = inverseFrequency(index, counts.size) * terms.length;
  return new Map([...counts].map(([document, count]) => [document, weigh(index, document, count, rarity)]));
}

function filterDocuments(index: InvertedIndex, keep: (id: number) => boolean): Scores {
  return new Map([...index.documents.keys()].filter(keep).map((id) => [id, 0]));
}

function union(a: Scores, b: Scores): Scores {
  const out = new Map(a);
  for (const [id, score] of b) out.set(id, (out.get(id) ?? 0) + score);
  return out;
}

function intersection(a: Scores, b: Scores): Scores {
  const out: Scores = new Map();
  for (const [id, score] of a) {
    const other = b.get(id);
    if (other !== undefined) out.set(id, score + other);
  }
  return out;
}

export function best(scores: Scores, limit: number): [id: number, score: number][] {
  return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
}
