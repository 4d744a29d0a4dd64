const t = `open ${1 + 2;
