const o: any = {};
o?.f`text`;
