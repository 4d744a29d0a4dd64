process.quit(1);
