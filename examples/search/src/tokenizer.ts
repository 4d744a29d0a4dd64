// Text to terms: words, lower-cased, without stop words, cut to a stem.

export interface Token {
  readonly term: string;
  readonly position: number;
  readonly start: number;
  readonly end: number;
}

const STOP_WORDS = new Set(
  "a an and are as at be by for from had has have he his in is it its no not of on one or said she that the their then they this to was we were when who with".split(
    " ",
  ),
);

export function* tokenize(text: string): Generator<Token> {
  let position = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu)) {
    const word = match[0].toLowerCase();
    const here = position++;
    if (STOP_WORDS.has(word)) continue;
    yield { term: stem(word), position: here, start: match.index, end: match.index + match[0].length };
  }
}

const SUFFIXES: readonly [suffix: string, replacement: string][] = [
  ["ies", "y"],
  ["sses", "ss"],
  ["ing", ""],
  ["men", "man"],
  ["ers", "er"],
  ["ed", ""],
  ["es", "e"],
  ["s", ""],
];

/** A rough stem: enough that `storms` finds `storm` and `baked` finds `bake`. */
export function stem(word: string): string {
  if (word.length <= 3 || word.endsWith("ss")) return word;
  for (const [suffix, replacement] of SUFFIXES) {
    if (!word.endsWith(suffix)) continue;
    const base = word.slice(0, word.length - suffix.length) + replacement;
    if (base.length < 3 || !/[aeiouy]/.test(base)) continue;
    return dropEnding(base);
  }
  return dropEnding(word);
}

function dropEnding(word: string): string {
  const doubled = /([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word;
  return doubled.length > 3 && doubled.endsWith("e") ? doubled.slice(0, -1) : doubled;
}
