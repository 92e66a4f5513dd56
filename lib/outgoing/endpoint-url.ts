import { BlockList, isIP } from 'node:net';

/** Why an address cannot be told anything. */
export type UrlProblem = 'not_a_url' | 'not_https' | 'credentials' | 'too_long' | 'blocked';

/**
 * Where a machine keeps its own secrets: the metadata services of clouds, and everything else that is only on the
 * link. Private networks are open: the merchant's own systems are often there, and only merchants name addresses.
 */
const blocked = new BlockList();
blocked.addSubnet('169.254.0.0', 16);
blocked.addSubnet('0.0.0.0', 8);
blocked.addSubnet('fe80::', 10, 'ipv6');
blocked.addAddress('fd00:ec2::254', 'ipv6');
blocked.addAddress('fd20:ce::254', 'ipv6');
blocked.addAddress('100.100.100.200');
blocked.addAddress('168.63.129.16');
// The same by way of a translator between IPv6 and IPv4 (RFC 6052), and as nobody writes them any more (RFC 4291).
blocked.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
blocked.addSubnet('::a9fe:0', 112, 'ipv6');
blocked.addAddress('::', 'ipv6');

/** Whether nothing may be sent to this IP address, whichever name led to it. */
export const isBlockedAddress = (address: string): boolean =>
  blocked.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An IPv6 address stands in brackets in a URL. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '::1';

/**
 * Reads the address of an endpoint as a merchant typed it: https, or http on this very machine, so that one can try.
 *
 * @returns the address in its usual form, or what is wrong with it
 */
export function readEndpointUrl(text: string): { url: string } | { problem: UrlProblem } {
  if (text.length > 2000) return { problem: 'too_long' };
  if (!URL.canParse(text)) return { problem: 'not_a_url' };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { problem: 'not_a_url' };
  if (url.username || url.password) return { problem: 'credentials' };
  const host = hostOf(url);
  if (isIP(host) && isBlockedAddress(host)) return { problem: 'blocked' };
  if (url.protocol === 'http:' && !isThisMachine(host)) return { problem: 'not_https' };
  url.hash = '';
  return { url: url.href };
}
