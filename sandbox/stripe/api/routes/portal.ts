import { createPortalSession } from '../../account/portal-sessions';
import { type Route, route } from '../route';
import { portalSession } from '../schemas/portal';

export const portalRoutes: Route[] = [
  route('POST', '/v1/billing_portal/sessions', portalSession, (world, input) =>
    createPortalSession(world, input),
  ),
];
