const f = (a: number, { a }: { a: number }) => a;
