function* g(a = yield 1) { yield a; }
