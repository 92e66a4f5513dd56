/**
 * Imported first by what works for a shop that is open, before anything that asks: React, which writes the mails, takes
 * its slower development form otherwise.
 */
if (!process.env.NODE_ENV) Object.assign(process.env, { NODE_ENV: 'production' });

export {};
