// Subclasses of Error keep name, message, cause, instanceof and toString.
class AppError extends Error {
  code: number;
  constructor(message: string, code: number, options?: ErrorOptions) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
  }
}
class NotFound extends AppError {
  constructor(what: string) {
    super(`${what} not found`, 404);
    this.name = new.target.name;
  }
  get status() {
    return "status " + this.code;
  }
}
class Plain extends Error {}
class Named extends TypeError {
  get name() {
    return "NamedError";
  }
}
const all = [
  new AppError("boom", 1),
  new NotFound("page"),
  new Plain("plain"),
  new Named("typed"),
  new Error("e"),
  new RangeError(),
];
for (const e of all)
  console.log(
    String(e),
    "|",
    e.name,
    "|",
    e.message,
    "|",
    e instanceof Error,
    e instanceof AppError,
    e instanceof TypeError,
    e.constructor.name,
    e.stack!.split("\n")[0],
  );
try {
  throw new NotFound("x");
} catch (e) {
  if (e instanceof NotFound) console.log(e.status, e.code);
}
const cause = new Error("low"),
  wrapped = new AppError("high", 2, { cause });
console.log(
  wrapped.cause === cause,
  (wrapped.cause as Error).message,
  "cause" in new Error("x"),
  Object.keys(wrapped),
  Object.hasOwn(wrapped, "message"),
  Object.hasOwn(new Error(), "message"),
);
console.log(Object.prototype.toString.call(wrapped), JSON.stringify(wrapped), { ...wrapped });
console.log(
  Error("no new") instanceof Error,
  (Error as any).prototype.name,
  Plain.prototype.name,
  (new Plain() as any).toString(),
  Object.prototype.hasOwnProperty.call(Plain.prototype, "name"),
);
const odd = new Error("m");
odd.name = "";
console.log(String(odd));
odd.name = "N";
odd.message = "";
console.log(String(odd));
console.log(Error.prototype.toString.call({ name: "Obj", message: "like" }), Error.prototype.toString.call({}));
function find(id: number): string {
  if (id < 0) throw new NotFound("id " + id);
  return "ok" + id;
}
const results = [1, -1, 2].map((id) => {
  try {
    return find(id);
  } catch (e) {
    return (e as AppError).message;
  }
});
console.log(results);
class Validation extends Error {
  errors: string[];
  constructor(errors: string[]) {
    super(errors.join("; "));
    this.errors = errors;
  }
  override toString() {
    return `V(${this.errors.length})`;
  }
}
console.log(`${new Validation(["a", "b"])}`, new Validation(["q"]).message);
