// JSON modules import by attribute as their parsed default.
import config from "./config.json" with { type: "json" };
import list from "./data/list.json" with { type: "json" };
import * as ns from "./config.json" with { type: "json" };
import again from "./config.json" with { type: "json" };
console.log(config, list, config.nested.deep[1], again === config, ns.default === config, Object.keys(ns));
config.name = "mutated";
console.log(
  again.name,
  list.reduce((a: number, b: number) => a + b, 0),
  typeof config.pi,
  Object.keys(config).join(),
);
