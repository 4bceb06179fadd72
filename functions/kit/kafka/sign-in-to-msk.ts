import { generateAuthToken } from 'aws-msk-iam-sasl-signer-js';

/** A token that signs the function's role in to its cluster. The signer brings AWS's credential providers along: imported lazily. */
export const signInToMsk = async (region: string): Promise<{ value: string }> => {
  const { token } = await generateAuthToken({ region });
  return { value: token };
};
