/** What becomes of an instance's data when its processes end. */
export const describeData = ({ keepsData }: { readonly keepsData: boolean }): string =>
  keepsData ? 'the data is kept' : 'LocalStack keeps no data';
