console.log("kept runs: the import has no names left but stays");
export type Only = number;
