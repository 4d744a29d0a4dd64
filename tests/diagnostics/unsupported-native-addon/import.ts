import addon from "./addon.node";
console.log(addon);
