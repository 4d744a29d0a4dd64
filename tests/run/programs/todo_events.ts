// An event-driven to-do store with undo, filters and serialisation.
type Todo = { id: number; text: string; done: boolean; tags: string[] };
type Action =
  { type: "add"; text: string; tags?: string[] } | { type: "toggle" | "remove"; id: number } | { type: "clear" };
type State = Readonly<{ todos: readonly Todo[]; next: number }>;
function reduce(state: State = { todos: [], next: 1 }, action: Action): State {
  switch (action.type) {
    case "add":
      return {
        todos: [...state.todos, { id: state.next, text: action.text, done: false, tags: action.tags ?? [] }],
        next: state.next + 1,
      };
    case "toggle":
      return { ...state, todos: state.todos.map((t) => (t.id === action.id ? { ...t, done: !t.done } : t)) };
    case "remove":
      return { ...state, todos: state.todos.filter(({ id }) => id !== action.id) };
    case "clear":
      return { ...state, todos: state.todos.filter((t) => !t.done) };
    default: {
      const never: never = action;
      throw new Error("unknown action " + JSON.stringify(never));
    }
  }
}
class Store<S, A> {
  #past: S[] = [];
  #listeners = new Set<(s: S, a: A | "undo") => void>();
  constructor(reducer: (s: S | undefined, a: A) => S, initial: S) {
    this.reducer = reducer;
    this.state = initial;
  }
  private reducer;
  state: S;
  subscribe(f: (s: S, a: A | "undo") => void) {
    this.#listeners.add(f);
    return () => this.#listeners.delete(f);
  }
  dispatch(a: A) {
    const next = this.reducer(this.state, a);
    if (next !== this.state) {
      this.#past.push(this.state);
      this.state = next;
    }
    this.#listeners.forEach((l) => l(this.state, a));
  }
  undo() {
    const p = this.#past.pop();
    if (p) {
      this.state = p;
      for (const l of this.#listeners) l(p, "undo");
    }
    return !!p;
  }
}
const store = new Store<State, Action>(reduce, { todos: [], next: 1 });
const off = store.subscribe((s, a) =>
  console.log(
    a === "undo" ? "undo" : a.type,
    s.todos.map((t) => `${t.done ? "x" : "-"}${t.id}`).join(" ") || "(empty)",
  ),
);
store.dispatch({ type: "add", text: "write", tags: ["work"] });
store.dispatch({ type: "add", text: "rest" });
store.dispatch({ type: "add", text: "test", tags: ["work", "fun"] });
store.dispatch({ type: "toggle", id: 2 });
store.dispatch({ type: "toggle", id: 99 });
store.dispatch({ type: "clear" });
store.undo();
store.undo();
store.dispatch({ type: "remove", id: 1 });
off();
store.dispatch({ type: "toggle", id: 3 });
try {
  store.dispatch({ type: "fly" } as any);
} catch (e: any) {
  console.log(e.message);
}
console.log(store.state);
const json = JSON.stringify(store.state);
const back = JSON.parse(json) as State;
console.log(
  json === JSON.stringify(back),
  back.todos.filter((t) => t.tags.includes("work")).map((t) => t.text),
);
const byTag = store.state.todos
  .flatMap((t) => t.tags.map((g) => [g, t.text] as const))
  .reduce((m, [g, t]) => m.set(g, [...(m.get(g) ?? []), t]), new Map<string, string[]>());
console.log(byTag, store.undo(), store.state.todos.length);
let n = 0;
while (store.undo()) n++;
console.log(n, store.state);
