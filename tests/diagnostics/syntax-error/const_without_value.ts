const missing: number;
