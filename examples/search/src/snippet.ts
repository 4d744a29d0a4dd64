// The part of a text that shows the most of what was searched, with the matches marked.

import type { Query } from "./query.ts";
import { tokenize, type Token } from "./tokenizer.ts";

export function wantedTerms(query: Query): ((term: string) => boolean)[] {
  switch (query.type) {
    case "term":
      return [(term) => term === query.term];
    case "prefix":
      return [(term) => term.startsWith(query.prefix)];
    case "phrase":
      return query.terms.map((part) => (term: string) => term === part.term);
    case "and":
    case "or":
      return query.parts.flatMap(wantedTerms);
    default:
      return [];
  }
}

export function snippet(text: string, query: Query, width = 60): string {
  const wanted = wantedTerms(query);
  const hits = [...tokenize(text)].filter(({ term }) => wanted.some((matches) => matches(term)));
  if (hits.length === 0) return text.length > width ? text.slice(0, width).trimEnd() + "…" : text;
  const first = densest(hits, width);
  const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, first.start - 15)) + 1);
  const cut = text.indexOf(" ", start + width);
  const end = cut < 0 ? text.length : cut;
  let out = start > 0 ? "…" : "";
  let at = start;
  for (const hit of hits) {
    if (hit.start < start || hit.end > end) continue;
    out += `${text.slice(at, hit.start)}[${text.slice(hit.start, hit.end)}]`;
    at = hit.end;
  }
  return out + text.slice(at, end) + (end < text.length ? "…" : "");
}

/** The hit from which the most hits fit into `width` characters. */
function densest(hits: Token[], width: number): Token {
  let winner = hits[0];
  let most = 0;
  hits.forEach((hit, i) => {
    const fit = hits.slice(i).filter((other) => other.end - hit.start <= width).length;
    if (fit > most) [winner, most] = [hit, fit];
  });
  return winner;
}
