import { GrantItem, type GrantPart } from './grant-item';

/** The licence keys, unit by unit. */
export function GrantKeys({ grant }: GrantPart) {
  return grant.licenseKeys.map(({ id, key, revokedAt }) => (
    <GrantItem key={id} revoked={revokedAt !== null}>
      <code className="text-ink select-all">{key}</code>
    </GrantItem>
  ));
}
