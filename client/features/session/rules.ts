export const nameLengthMax = 80;
export const passwordLengthMin = 10;
export const passwordLengthMax = 128;
/** Only catches slips of the finger; the server decides. */
export const emailPattern = /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/;
