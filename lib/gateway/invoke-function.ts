export interface Invocation {
  /** The function's answer, or its error object where `functionError` is set: JSON. */
  readonly payload: string;
  readonly functionError: string | undefined;
  readonly requestId: string;
}

/** Invokes a function synchronously. Rejects with a SluiceError where no answer came; its codes `THROTTLED` and `REQUEST_TOO_LARGE` are told apart. */
export type InvokeFunction = (functionName: string, payload: string) => Promise<Invocation>;
