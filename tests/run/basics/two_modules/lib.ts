export let count = 0;
export function greet(who: string): string {
  count++;
  return `hello ${who} (${count})`;
}
