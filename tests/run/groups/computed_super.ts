// `super` with a computed key leads to the methods of strings.
class Text extends String {
  call(name: string, argument: string): any {
    return (super[name as keyof String] as any)(argument);
  }
}
console.log(new Text("a1b2").call("sea" + "rch", "[0-9]"));
