// try, catch and finally run in order and rethrow what they must.
function run(step: string, f: () => unknown) {
  try {
    console.log(step, "=>", f());
  } catch (e: any) {
    console.log(step, "threw", e instanceof Error ? e.message : e);
  }
}
run("plain", () => {
  try {
    return 1;
  } finally {
    console.log(" finally");
  }
});
run("catch", () => {
  try {
    throw new Error("a");
  } catch (e) {
    return (e as Error).message + "!";
  } finally {
    console.log(" finally");
  }
});
run("no binding", () => {
  try {
    throw 1;
  } catch {
    return "caught";
  }
});
run("rethrow", () => {
  try {
    throw new Error("first");
  } catch (e) {
    throw new Error("second");
  } finally {
    console.log(" finally");
  }
});
run("throw string", () => {
  throw "just text";
});
run("throw object", () => {
  throw { code: 7 };
});
run("throw undefined", () => {
  throw undefined;
});
run("destructure", () => {
  try {
    throw { a: 1, b: [2, 3] };
  } catch ({ a, b: [, second] }: any) {
    return a + second;
  }
});
run("nested", () => {
  try {
    try {
      throw new Error("inner");
    } finally {
      console.log(" inner finally");
    }
  } catch (e) {
    console.log(" outer catch", (e as Error).message);
    return "ok";
  } finally {
    console.log(" outer finally");
  }
});
run("finally throws", () => {
  try {
    throw new Error("lost");
  } finally {
    throw new Error("kept");
  }
});
run("catch scope", () => {
  const e = "outer";
  try {
    throw "inner";
  } catch (e) {
    console.log(" ", e);
  }
  return e;
});
run("var in catch", () => {
  try {
    throw 5;
  } catch (x) {
    var kept = x;
  }
  return kept;
});
run("empty", () => {
  try {
  } finally {
  }
  return "nothing";
});
run("function call", () => {
  const o: any = null;
  return o.x;
});
console.log("end");
