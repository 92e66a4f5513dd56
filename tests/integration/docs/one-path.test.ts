import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { handleEvent } from '@/lib/inbox/handle-event';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

/** What takes the job from the queue: here the test does. */
const worker = ['lib/jobs/tasks.ts', 'lib/jobs/worker.ts'];

const root = `${process.cwd()}/`;

/** Files of the shop of which a function ran, of what the engine counted since it was last asked. */
async function filesThatRan(profiler: Session): Promise<Set<string>> {
  const { result } = await profiler.post('Profiler.takePreciseCoverage');
  const urls = result
    .filter(({ functions }) => functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0))
    .map(({ url }) => url.slice(url.indexOf(root) + root.length));
  return new Set(urls.filter((path) => /^(app|lib)\//.test(path)));
}

/** Files that the chapter names at the start of a row, or in a list. */
function filesNamed(): Set<string> {
  const [, chapter = ''] = /^## The one path$(.*?)^## /ms.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
  const paths = [...chapter.matchAll(/`((?:app|lib)\/\S+?\.ts)`/g)].flatMap(([, path]) => path ?? []);
  return new Set(paths.filter((path) => !worker.includes(path)));
}

test('ARCHITECTURE.md names the files that an event passes on its way to the order, and no other', async () => {
  const first = sessionEvent(await buy(stripe, [{ slug: 'ciotola', quantity: 1 }]));
  const second = sessionEvent(await buy(stripe, [{ slug: 'ciotola', quantity: 1 }]));
  const pass = async (body: string) => {
    expect((await deliver(body)).status).toBe(200);
    await handleEvent((JSON.parse(body) as { id: string }).id);
  };
  const profiler = new Session();
  profiler.connect();
  try {
    await profiler.post('Profiler.enable');
    await profiler.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    // The first also does what is done once in a process: it reads settings and connects.
    await pass(first);
    await filesThatRan(profiler);
    await pass(second);
    const ran = await filesThatRan(profiler);
    expect(await db().order.count({ where: { fulfillment: 'fulfilled' } })).toBe(2);
    expect([...ran].sort()).toEqual([...filesNamed()].sort());
  } finally {
    profiler.disconnect();
  }
});
