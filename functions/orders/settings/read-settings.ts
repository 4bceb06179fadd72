import { OrderSettings, orderSettingsAddress } from '../../contracts/orders/order-settings.ts';
import type { ConfigReader } from '../../kit/config-reader.ts';

/** What the orders flow is told, at most one second old. */
export const readSettings = async (config: ConfigReader): Promise<OrderSettings> =>
  OrderSettings.parse((await config.read(orderSettingsAddress)) ?? {});
