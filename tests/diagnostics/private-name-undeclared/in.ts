class A { static has(o: object) { return #y in o; } }
