export const OID_A: number = 16;
export const OID_B: number = 25;
export const OID_C: number = 23;
