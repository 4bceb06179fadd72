/** Tells what each delivery mode guarantees, and what a crash at each point does to it. */

import { deliverySemantics } from '../contracts/orders/delivery-semantics.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));

const compare = async (request: KeyedRequest): Promise<ApiResponse> =>
  envelope(request, 200, deliverySemantics, { count: deliverySemantics.crashes.length });

export const handler = route<KeyedRequest>().use(apiKey(config, 'orders:read')).handler(compare);
