import { expect, test } from 'vitest';
import { adviceFor, Trouble, trouble, withoutStack } from '@/sandbox/trouble';

test.each([
  ["EACCES: permission denied, mkdir '/srv/shop/.data'", 'ls -ld /srv/shop/.data'],
  ['spawn /srv/shop/node_modules/pg/bin/initdb EACCES', 'may not be used by this user'],
  ['FATAL:  could not open file "base/1": Permission denied', 'may not be used by this user'],
  ['spawn /srv/shop/bin/postgres ENOENT', 'npm ci'],
  ["ENOENT: no such file or directory, stat '/srv/shop/node_modules/pg/bin/initdb'", 'npm ci'],
  ['ENOSPC: no space left on device, write', 'disk is full'],
  ['initdb: error: could not write file "x": No space left on device', 'disk is full'],
  ['FATAL:  could not resize shared memory segment: No space left on device', '--shm-size'],
  ["EROFS: read-only file system, mkdir '/srv/shop/.data'", 'read-only'],
  ['listen EADDRINUSE: address already in use 127.0.0.1:4010', 'Port 4010'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'Its port'],
  ['postgres: error while loading shared libraries: libpq.so.5: cannot open', 'libpq.so.5'],
  ['dyld: Library not loaded: @loader_path/libicui18n.dylib', 'libicui18n.dylib'],
  ['FATAL:  database files are incompatible with server', '--reset'],
  ['FATAL:  lock file "postmaster.pid" already exists', 'Stop the demo'],
  ["ENOTEMPTY: directory not empty, rename 'a' -> 'b'", '--reset'],
  ["EEXIST: file already exists, mkdir '/srv/shop/.data'", 'At /srv/shop/.data'],
  ['spawn EMFILE', 'ulimit -n'],
  ['next build ended by SIGKILL:', 'too little memory'],
])('"%s" comes with what to do', (words, advice) => {
  expect(adviceFor(words)).toContain(advice);
});

test('what is not known is passed on as it is, without advice', () => {
  expect(adviceFor('It rains.')).toBeUndefined();
  expect(trouble('The shop did not start.', new Error('It rains.')).message).toBe(
    'The shop did not start.\nIt rains.',
  );
});

test('an error that has its headline keeps it on the way up', () => {
  const first = trouble('PostgreSQL did not start.', new Error('ENOSPC'));
  expect(first).toBeInstanceOf(Trouble);
  expect(trouble('The demo did not start.', first)).toBe(first);
});

test('a stack is no sentence: its frames are left out, the words stay', () => {
  const { stack = '' } = new Error('The disk is made of cheese.');
  expect(withoutStack(`node:internal/process:1\n${stack}\n\nNode.js v24.0.0`)).toBe(
    'Error: The disk is made of cheese.',
  );
});
