await Promise.allResolved([]);
