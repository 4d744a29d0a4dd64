while (false) function f() {}
