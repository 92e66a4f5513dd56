/**
 * What keeps parts of a demo from starting, by the words of the system, of Node or of PostgreSQL, and what a person
 * can do about it. The first that fits is taken.
 */
const troubles: [words: RegExp, advice: (found: string) => string][] = [
  [
    /could not (?:create|resize) shared memory/i,
    () => 'There is too little shared memory for PostgreSQL. In Docker, give it more: --shm-size=256m.',
  ],
  [
    /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded/i,
    () => 'The disk is full. Make room (npm run demo keeps its data in .data/), then start it again.',
  ],
  [
    /EROFS|Read-only file system/i,
    () =>
      'It has to write where the file system is read-only. Put the project on one that can be written to.',
  ],
  [
    /EADDRINUSE[^\n]*?:(\d+)|could not bind[^\n]*Address already in use|EADDRINUSE/i,
    (port) =>
      `${port ? `Port ${port}` : 'Its port'} was taken by another program in the meantime. Start it again; a free one is looked for each time.`,
  ],
  [
    /error while loading shared libraries: ([^:\s]+)|Library not loaded: (\S+)/,
    (library) =>
      `The library ${library} is missing. npm rebuild brings what belongs to a package and was left out by --ignore-scripts; anything else comes from your system's packages.`,
  ],
  [
    /database files are incompatible with server/,
    () => 'Its data was made by another version of PostgreSQL. npm run demo -- --reset starts afresh.',
  ],
  [
    /lock file "[^"\n]*postmaster\.pid" already exists/,
    () => 'Another PostgreSQL works on the same data. Stop the demo that runs there, then start this one.',
  ],
  [
    /ENOTEMPTY[^\n]*rename/,
    () => 'Where its data belongs lies something else. npm run demo -- --reset removes it and starts afresh.',
  ],
  [
    /(?:EEXIST|ENOTDIR|EISDIR)[^\n]*?'([^'\n]+)'/,
    (path) => `At ${path} lies something else than what belongs there. Move it away, then start it again.`,
  ],
  [
    /EMFILE|ENFILE|Too many open files/i,
    () => 'Too many files are open. Allow more (ulimit -n 4096), then start it again.',
  ],
  [
    /ENOMEM|Cannot allocate memory|heap out of memory|ended by SIGKILL/i,
    () => 'There was too little memory. Close something, or give this machine or container more (2 GB).',
  ],
  [
    /spawn (\S+) ENOENT/,
    (program) =>
      `${program} cannot be run: it is missing, or made for another system (musl instead of glibc). npm ci brings it back.`,
  ],
  [/ENOENT[^\n]*node_modules/, () => 'A file of an installed package is missing. npm ci brings it back.'],
  [
    /(?:EACCES|EPERM)[^\n]*? '?(\/[^\s']+)|(?:EACCES|EPERM|Permission denied)/i,
    (path) =>
      `${path || 'A file it needs'} may not be used by this user. Look whose it is${path ? ` (ls -ld ${path})` : ''}: an earlier run as root may have left it.`,
  ],
];

/** What to do about an error, by its words; undefined where they name nothing known. */
export function adviceFor(words: string): string | undefined {
  for (const [pattern, advice] of troubles) {
    const found = pattern.exec(words);
    if (found) return advice(found.slice(1).find(Boolean) ?? '');
  }
  return undefined;
}

/** A program's last words without the frames of its stack, which help nobody who only wants it to start. */
export function withoutStack(words: string): string {
  return words
    .split('\n')
    .filter((line) => !/^\s+at |^Node\.js v\d|^node:internal\/|^\s*\^+\s*$/.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** An error for a person: what happened, what to do about it, and the words the part left. */
export class Trouble extends Error {
  override name = 'Trouble';
}

/**
 * Puts a headline (a sentence that says what happened) and advice before an error. One that has a headline keeps it.
 */
export function trouble(headline: string, error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const words = withoutStack(error instanceof Error ? error.message : String(error));
  const advice = adviceFor(words);
  return new Trouble(`${headline}${advice ? ` ${advice}` : ''}\n${words}`, { cause: error });
}
