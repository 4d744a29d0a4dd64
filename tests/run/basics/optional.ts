// Optional chaining and defaults read what may be missing.
const users: { name: string; address?: { city?: string } }[] = [
  { name: "a" },
  { name: "b", address: {} },
  { name: "c", address: { city: "Oslo" } },
];
for (const u of users) console.log(u.name, u.address?.city ?? "nowhere", u.address?.city?.length);
