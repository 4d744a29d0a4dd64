// Lets Node run what it cannot strip itself (enums, namespaces, parameter properties): TypeScript transforms the
// file, nothing else changes. Only `cargo xtask record` uses this.
import { createRequire, registerHooks, stripTypeScriptTypes } from "node:module";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ts = createRequire(process.env.PERRY_ORACLE + "/")("typescript");

function canStrip(source) {
  try {
    stripTypeScriptTypes(source);
    return true;
  } catch (error) {
    return error.code !== "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX";
  }
}

registerHooks({
  load(url, context, nextLoad) {
    if (!/\.[cm]?ts$/.test(url)) return nextLoad(url, context);
    const source = readFileSync(fileURLToPath(url), "utf8");
    if (canStrip(source)) return nextLoad(url, context);
    const options = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
    const { outputText } = ts.transpileModule(source, { compilerOptions: options, fileName: url });
    return { format: "module", source: outputText, shortCircuit: true };
  },
});
