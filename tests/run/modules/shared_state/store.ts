const cache = new Map<string, number>();
let writes = 0;
export const put = (k: string, v: number) => {
  cache.set(k, v);
  writes++;
};
export const get = (k: string) => cache.get(k) ?? -1;
export const stats = () => ({ size: cache.size, writes });
