/** A method of a path and what answers it. */
export interface GatewayRoute {
  /** An HTTP method, or `ANY` for those that have none of their own at this path. */
  readonly method: string;
  /** API Gateway's form: `/v1/orders/{id}`, `/files/{proxy+}`. */
  readonly path: string;
  readonly integration:
    | { readonly kind: 'lambda'; readonly functionName: string; readonly timeoutMs: number }
    | { readonly kind: 'mock'; readonly statusCode: number; readonly headers: Readonly<Record<string, string>> };
  readonly binaryMediaTypes: readonly string[];
  readonly apiId: string;
  readonly stageName: string;
}
