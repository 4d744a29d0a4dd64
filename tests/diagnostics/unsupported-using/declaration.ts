{
  using handle = { [Symbol.dispose]() { console.log("disposed"); } };
  console.log(handle);
}
