import { dirname, join, sep } from 'node:path';
import { demoMerchant } from './settings';
import type { Stack } from './stack';

const root = join(import.meta.dirname, '../..');

/** Where the data lies. For root in a folder closed to others the database has a place of its own. */
export function dataPlaces({ databaseDir }: Pick<Stack, 'databaseDir'>): string {
  return databaseDir.startsWith(root + sep)
    ? '.data/'
    : `.data/, the database in ${dirname(databaseDir)}/, where PostgreSQL's user can reach it`;
}

/** What a person needs to know once the demo is up. */
export function banner(stack: Stack): string {
  const { shopUrl, sandboxUrl } = stack;
  return `
  Shop       ${shopUrl}
  Merchant   ${shopUrl}/merchant
             ${demoMerchant.email}  ·  ${demoMerchant.password}
  Sandbox    ${sandboxUrl}
             what Stripe would show: payments, events, and every mail sent

  Cards      4242 4242 4242 4242   is paid
             4000 0025 0000 3155   asks for 3-D Secure first
             4000 0000 0000 0002   is declined
             4000 0000 0000 9995   has too little on it
             any date to come, any CVC
  SEPA       AT321904300235473204  settles later, AT861904300235473202 fails later
  Codes      BENVENUTO takes off 10 %, REGALO everything

  Ctrl-C stops everything; npm run demo -- --reset starts afresh.
  Data stays in ${dataPlaces(stack)}
`;
}
