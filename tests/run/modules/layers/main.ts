// A program of several layers with types, events and a store runs as one.
import { App } from "./app/index.ts";
import { ConsoleLogger, type Logger } from "./lib/logger.ts";
const logger: Logger = new ConsoleLogger("main");
const app = new App(logger);
app.handle("add apples 3");
app.handle("add pears 2");
app.handle("take apples 1");
app.handle("take apples 9");
app.handle("fly");
app.handle("list");
logger.info(`done with ${app.errors} errors`);
