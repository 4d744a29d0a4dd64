console.log("types.ts must not run");
export interface Shape {
  kind: string;
}
export default class Dflt {}
