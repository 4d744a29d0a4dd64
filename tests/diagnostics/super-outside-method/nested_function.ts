class A { m() { return function () { return super.toString(); }; } }
