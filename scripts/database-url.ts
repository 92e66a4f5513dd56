/**
 * The database's address, for commands that need nothing else: migrations run on machines that know no Stripe key.
 *
 * @throws where it is not set, with what to put there
 */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL?.trim();
  if (!url) {
    throw new Error(
      'DATABASE_URL is not set: put the address of a PostgreSQL into .env, like\n  DATABASE_URL=postgresql://user:password@localhost:5432/bottega',
    );
  }
  return url;
}
