import { execFileSync } from 'node:child_process';

/** The processes of a worker that a process has started. One that has ended and that nobody has asked about is none. */
export function startedBy(parent: number | undefined): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, ppid, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent && command?.includes('scripts/worker.ts') ? [Number(pid)] : [];
  });
}

/** Whether a process of a worker still runs, whoever started it. */
export function runs(pid: number): boolean {
  try {
    const about = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return about.includes('scripts/worker.ts');
  } catch {
    return false;
  }
}
