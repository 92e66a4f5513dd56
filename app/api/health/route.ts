import { checkHealth } from '@/lib/jobs/health';

export const dynamic = 'force-dynamic';

/** Whether the database answers and the worker keeps up: 200 when both are well, 503 when not, with which. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  const well = health.database === 'ok' && health.worker === 'ok';
  return Response.json(health, { status: well ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
