interface A { a: number b: string }
