/** How the page came to its order, to ask for it again: by the session's ID or by the signed link. */
export type Origin = { sessionId: string } | { token: string };
