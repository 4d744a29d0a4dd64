// Builds the index and answers a list of queries.

import { corpus } from "./corpus.ts";
import { InvertedIndex } from "./index.ts";
import { describe, parseQuery, QueryError } from "./query.ts";
import { best, evaluate } from "./ranking.ts";
import { snippet } from "./snippet.ts";
import { stem } from "./tokenizer.ts";

const queries = [
  "storm",
  "storms AND harbour",
  "bread -winter",
  '"the sea"',
  '"bread and salt"',
  "light* keeper",
  "clock OR miller",
  "(moon OR tide) -baker",
  "sea year:1900..1910",
  "year:..1900",
  "count* AND (stairs OR clock) -lighthouse",
  "counted",
  "spaceship",
  "the of and",
  '"never closed',
  "(sea",
  "sea )",
  "AND sea",
  "year:old",
  "",
];

const index = new InvertedIndex(corpus);
console.log(`${corpus.length} documents, ${index.size} terms, ${index.averageLength.toFixed(2)} terms per document`);
console.log(index.common(8));
console.log(["storms", "baked", "fishermen", "bakes", "stopped", "climbing", "glass", "stories"].map(stem).join(" "));

let answered = 0;
for (const text of queries) {
  console.log(`\n> ${text}`);
  try {
    const query = parseQuery(text);
    console.log(`  ${describe(query)}`);
    const scores = evaluate(index, query);
    if (scores.size === 0) console.log("  nothing found");
    for (const [id, score] of best(scores, 3)) {
      const { title, year, body } = index.documents[id];
      console.log(`  ${score.toFixed(3).padStart(6)}  ${title} (${year})`);
      console.log(`          ${snippet(body, query)}`);
    }
    if (scores.size > 3) console.log(`          and ${scores.size - 3} more`);
    answered++;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    console.log(`  ${" ".repeat(error.offset)}^ ${error.message}`);
  }
}
console.log(`\n${answered} of ${queries.length} queries answered`);
