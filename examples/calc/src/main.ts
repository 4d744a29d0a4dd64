// Runs every demonstration script and prints its value or what is wrong with it.

import { show } from "./ast.ts";
import { globalScope } from "./builtins.ts";
import { RuntimeFault, ScriptError } from "./errors.ts";
import { Evaluator } from "./evaluator.ts";
import { parse } from "./parser.ts";
import { Scope } from "./scope.ts";
import { scripts } from "./scripts.ts";
import { print } from "./values.ts";

interface Outcome {
  readonly steps: number;
  readonly failed: boolean;
}

function run(name: string, source: string): Outcome {
  console.log(`── ${name}`);
  const evaluator = new Evaluator(200_000);
  try {
    const tree = parse(source);
    if (source.length < 60) console.log(`   ${show(tree)}`);
    const scope = new Scope(globalScope((line) => console.log(`   | ${line}`)));
    console.log(`   = ${print(evaluator.evaluate(tree, scope), true)}`);
    return { steps: evaluator.steps, failed: false };
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    console.log(`   ! ${error.name} ${error.message}`);
    if (error instanceof RuntimeFault && error.trace.length) console.log(`     in ${error.trace.join(" < ")}`);
    return { steps: evaluator.steps, failed: true };
  }
}

const outcomes = new Map(Object.entries(scripts).map(([name, source]) => [name, run(name, source)] as const));
const steps = [...outcomes.values()].reduce((total, outcome) => total + outcome.steps, 0);
const failed = [...outcomes].filter(([, outcome]) => outcome.failed).map(([name]) => name);

console.log(`${outcomes.size} scripts, ${steps} steps, ${failed.length} failed as they should`);
console.log(Object.fromEntries([...outcomes].filter(([, o]) => !o.failed).map(([name, o]) => [name, o.steps])));
