export type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** A refusal in Stripe's words; the API turns it into Stripe's error body. https://docs.stripe.com/api/errors */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: { type?: ErrorType; code?: string; param?: string; declineCode?: string } = {},
  ) {
    super(message);
  }
}

/** 400 for a request that makes no sense; `param` in Stripe's bracket notation. */
export function invalid(message: string, param?: string, code?: string): ApiError {
  return new ApiError(400, message, { param, code });
}

/** Something in the request refers to what does not exist. */
export function missingReference(kind: string, id: string, param: string): ApiError {
  return new ApiError(400, `No such ${kind}: '${id}'`, { code: 'resource_missing', param });
}

/** The object in the path does not exist. */
export function notFound(kind: string, id: string, param = 'id'): ApiError {
  return new ApiError(404, `No such ${kind}: '${id}'`, { code: 'resource_missing', param });
}
