// The query language: words, "phrases", prefix*, AND, OR, -excluded, (groups), year:from..to.

import { stem, tokenize } from "./tokenizer.ts";

export type Query =
  | { type: "term"; term: string }
  | { type: "prefix"; prefix: string }
  | { type: "phrase"; terms: { term: string; offset: number }[] }
  | { type: "years"; from: number; to: number }
  | { type: "and" | "or"; parts: Query[] }
  | { type: "not"; part: Query };

export class QueryError extends Error {
  override name = "QueryError";
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

type Word = { kind: "word" | "phrase" | "(" | ")" | "-" | "AND" | "OR"; text: string; offset: number };

function split(text: string): Word[] {
  const words: Word[] = [];
  const pattern = /\s*(?:"(?<phrase>[^"]*)"|(?<mark>[()-])|(?<word>[^\s()"]+)|(?<bad>"))/gy;
  for (const match of text.trimEnd().matchAll(pattern)) {
    const { phrase, mark, word, bad } = match.groups!;
    const offset = match.index + match[0].length - (word ?? mark ?? bad ?? `"${phrase}"`).length;
    if (bad) throw new QueryError("this quotation is not closed", offset);
    if (phrase !== undefined) words.push({ kind: "phrase", text: phrase, offset });
    else if (mark) words.push({ kind: mark as "(" | ")" | "-", text: mark, offset });
    else if (word === "AND" || word === "OR") words.push({ kind: word, text: word, offset });
    else words.push({ kind: "word", text: word, offset });
  }
  return words;
}

export function parseQuery(text: string): Query {
  const words = split(text);
  let next = 0;

  function either(): Query {
    const parts = [all()];
    while (words[next]?.kind === "OR") {
      next++;
      parts.push(all());
    }
    return parts.length === 1 ? parts[0] : { type: "or", parts };
  }

  function all(): Query {
    const parts: Query[] = [];
    while (next < words.length && words[next].kind !== ")" && words[next].kind !== "OR") {
      if (words[next].kind === "AND") {
        next++;
        if (parts.length > 0 && next < words.length) continue;
        throw new QueryError("AND needs something on both sides", words[next - 1].offset);
      }
      const part = single();
      if (part) parts.push(part);
    }
    if (parts.length === 0)
      throw new QueryError("something to search for is missing", words[next]?.offset ?? text.length);
    return parts.length === 1 ? parts[0] : { type: "and", parts };
  }

  function single(): Query | null {
    const word = words[next++];
    switch (word.kind) {
      case "-": {
        if (next >= words.length) throw new QueryError("nothing follows the minus", word.offset);
        const part = single();
        return part && { type: "not", part };
      }
      case "(": {
        const inner = either();
        if (words[next++]?.kind !== ")") throw new QueryError("this group is not closed", word.offset);
        return inner;
      }
      case "phrase":
        return phrase(word);
      case "word":
        return simple(word);
      default:
        throw new QueryError(`unexpected ${word.text}`, word.offset);
    }
  }

  const query = either();
  if (next < words.length) throw new QueryError(`unexpected ${words[next].text}`, words[next].offset);
  return query;
}

function phrase(word: Word): Query | null {
  const tokens = [...tokenize(word.text)];
  if (tokens.length === 0) return null;
  const first = tokens[0].position;
  return { type: "phrase", terms: tokens.map(({ term, position }) => ({ term, offset: position - first })) };
}

function simple(word: Word): Query | null {
  const years = /^year:(\d{1,4})?\.\.(\d{1,4})?$/.exec(word.text);
  if (years) return { type: "years", from: Number(years[1] ?? 0), to: Number(years[2] ?? 9999) };
  if (word.text.startsWith("year:")) throw new QueryError("years are written year:1900..1910", word.offset);
  if (word.text.endsWith("*")) return { type: "prefix", prefix: word.text.slice(0, -1).toLowerCase() };
  const [token] = tokenize(word.text);
  return token ? { type: "term", term: stem(word.text.toLowerCase()) } : null;
}

export function describe(query: Query): string {
  switch (query.type) {
    case "term":
      return query.term;
    case "prefix":
      return query.prefix + "*";
    case "phrase":
      return `"${query.terms.map(({ term, offset }) => `${term}@${offset}`).join(" ")}"`;
    case "years":
      return `${query.from}–${query.to}`;
    case "not":
      return `¬${describe(query.part)}`;
    default:
      return `(${query.parts.map(describe).join(query.type === "and" ? " ∧ " : " ∨ ")})`;
  }
}
