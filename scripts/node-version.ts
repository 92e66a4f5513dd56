/** The oldest Node that the packages in use support. */
const oldest = 24;

/** Ends the process with a sentence where Node is too old: better than a stack trace out of some package. */
export function requireNode(): void {
  const version = process.versions.node;
  if (Number.parseInt(version, 10) >= oldest) return;
  console.error(
    `Bottega needs Node ${oldest} or newer; this is Node ${version}.\n` +
      `Run it through npm (npm start, npm run demo, …): npm ci puts the right Node into node_modules, and npm uses it.`,
  );
  process.exit(1);
}
