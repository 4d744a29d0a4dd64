const o: any = {};
o?.a = 1;
