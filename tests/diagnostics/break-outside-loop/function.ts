for (const x of [1]) {
  [x].forEach(() => { break; });
}
