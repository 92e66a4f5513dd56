import { demoMerchant } from './settings';
import type { Stack } from './stack';

/** What a person needs to know once the demo is up. */
export function banner({ shopUrl, sandboxUrl }: Stack): string {
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

  Ctrl-C stops everything. Data stays in .data/; npm run demo -- --reset starts afresh.
`;
}
