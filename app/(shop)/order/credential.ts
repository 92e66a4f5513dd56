/** What shows that a visitor may see an order, to ask for it again: the session's ID or the token of the signed link. */
export type Credential = { sessionId: string } | { token: string };
