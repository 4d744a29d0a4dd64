const s = "\101";
