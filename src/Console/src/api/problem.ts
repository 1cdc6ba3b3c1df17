import type { Problem } from './types';

/** A refusal by the server, in its own words. */
export class ProblemError extends Error {
  readonly status: number;
  readonly problem: Problem;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, problem: Problem, retryAfter: string | null = null) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = 'ProblemError';
    this.status = status;
    this.problem = problem;
    const seconds = Number(retryAfter);
    this.retryAfterSeconds = retryAfter !== null && Number.isFinite(seconds) ? seconds : null;
  }

  static async from(response: Response): Promise<ProblemError> {
    let problem: Problem = {};
    try {
      const body: unknown = await response.json();
      if (body !== null && typeof body === 'object') {
        problem = body;
      }
    } catch {
      // a proxy in front may answer with HTML: the status alone has to do
    }
    return new ProblemError(response.status, problem, response.headers.get('Retry-After'));
  }
}

/** No answer at all: the server is away or the network is. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'UnreachableError';
  }
}

export const isStatus = (error: unknown, status: number): boolean =>
  error instanceof ProblemError && error.status === status;
