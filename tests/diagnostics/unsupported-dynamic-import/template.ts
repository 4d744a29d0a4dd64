const lang = process.env.LANG ?? "en";
const m = await import(`./messages/${lang}.ts`);
console.log(m);
