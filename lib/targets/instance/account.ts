/** What the runner calls itself where AWS would name an account; no real account is ever asked. */
export const accountId = '000000000000';
export const region = 'us-east-1';
