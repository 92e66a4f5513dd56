import { z } from 'zod';

const shape = z.record(z.string(), z.string()).catch({});

/** What a mail's row keeps of what it is about beside the order: IDs by name, as `queueMail` was given them. */
export const mailData = (stored: unknown): Record<string, string> => shape.parse(stored);
