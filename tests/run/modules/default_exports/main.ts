// Default exports: function, class, expression, anonymous, and as a named alias.
import fn from "./fn.ts";
import Cls from "./cls.ts";
import expr, { expr as sameName } from "./expr.ts";
import anon from "./anon.ts";
import anonClass from "./anon_class.ts";
import arrow from "./arrow.ts";
import { default as live, change } from "./live.ts";
import aliased, { change as change2 } from "./aliased.ts";
import both, * as ns from "./expr.ts";
console.log(
  fn(),
  fn.name,
  new Cls().hi(),
  Cls.name,
  expr,
  sameName,
  anon(),
  anon.name,
  anonClass.name,
  new anonClass().v,
  arrow.name,
  arrow(),
);
console.log(
  live,
  (change(), live),
  aliased,
  (change2(), aliased),
  both === expr,
  ns.default === expr,
  Object.keys(ns).join(),
);
