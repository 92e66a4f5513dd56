/** An address as buyers are known by it: however it was typed, it is one person's. */
export const buyerAddress = (email: string): string => email.trim().toLowerCase();
