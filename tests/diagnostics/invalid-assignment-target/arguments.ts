function f() { arguments = 5; }
