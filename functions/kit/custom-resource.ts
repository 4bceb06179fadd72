import { z } from 'zod';
import { FunctionError } from './function-error.ts';
import { logger } from './logger.ts';

/** What CloudFormation keeps of a custom resource. */
export interface CustomResourceState {
  readonly PhysicalResourceId: string;
  /** The attributes that the template can read; never a secret. */
  readonly Data: Readonly<Record<string, string>>;
}

class AnswerRefusedError extends FunctionError {
  readonly code = 'ANSWER_REFUSED';
  override readonly retryable = true;
}

const Request = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.string().optional(),
  StackId: z.string().default(''),
  RequestId: z.string().default(''),
  LogicalResourceId: z.string().default('CustomResource'),
  PhysicalResourceId: z.string().optional(),
  ResourceProperties: z.record(z.string(), z.unknown()).default({}),
});
type Request = z.infer<typeof Request>;

/**
 * A Lambda for a custom resource whose creation is idempotent: an update creates it again, a deletion leaves it.
 * CloudFormation is answered by PUT to its pre-signed address, failures included, since without an answer a deployment waits
 * an hour; whoever gives no address gets the state itself, or the error.
 */
export const customResource =
  (create: (properties: unknown) => Promise<CustomResourceState>) =>
  async (event: unknown): Promise<CustomResourceState> => {
    const request = Request.parse(event);
    if (request.ResponseURL === undefined) return settle(request, create);

    try {
      const state = await settle(request, create);
      await answer(request.ResponseURL, { ...identityOf(request), Status: 'SUCCESS', ...state });
      return state;
    } catch (error) {
      logger.error('custom resource failed', { error });
      await answer(request.ResponseURL, { ...identityOf(request), Status: 'FAILED', Reason: String(error) });
      return { PhysicalResourceId: identityOf(request).PhysicalResourceId, Data: {} };
    }
  };

const settle = async (
  request: Request,
  create: (properties: unknown) => Promise<CustomResourceState>,
): Promise<CustomResourceState> =>
  request.RequestType === 'Delete'
    ? { PhysicalResourceId: identityOf(request).PhysicalResourceId, Data: {} }
    : create(request.ResourceProperties);

const identityOf = ({ StackId, RequestId, LogicalResourceId, PhysicalResourceId }: Request) => ({
  StackId,
  RequestId,
  LogicalResourceId,
  PhysicalResourceId: PhysicalResourceId ?? LogicalResourceId,
});

const answer = async (address: string, body: Readonly<Record<string, unknown>>): Promise<void> => {
  const { ok, status } = await fetch(address, {
    method: 'PUT',
    // The address is signed for an empty content type (CloudFormation, cfn-response module).
    headers: { 'Content-Type': '' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (!ok) throw new AnswerRefusedError(`CloudFormation's address for the answer answered ${status}`);
};
