const r = /abc/q;
