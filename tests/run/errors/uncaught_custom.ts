// An uncaught error of a subclass ends the program with exit code 1.
class ConfigError extends Error {
  constructor(m: string) {
    super(m);
    this.name = "ConfigError";
  }
}
try {
  console.log("try");
  throw new ConfigError("bad config");
} finally {
  console.log("finally still runs");
}
