import { GatewayPortError } from '../../gateway/gateway-port-error.ts';
import { type Gateway, type GatewayOptions, startGateway } from '../../gateway/start-gateway.ts';
import { preferredPorts } from '../instance/preferred-ports.ts';

const triedPorts = 20;

/** Starts the gateway on its preferred port or, where that is taken, on the next free one. */
export const startGatewayOnFreePort = async (options: Omit<GatewayOptions, 'port'>): Promise<Gateway> => {
  for (let port = preferredPorts.gateway; ; port += 1) {
    try {
      return await startGateway({ ...options, port });
    } catch (error) {
      const isLast = port >= preferredPorts.gateway + triedPorts;
      if (isLast || !(error instanceof GatewayPortError) || error.code !== 'GATEWAY_PORT_IN_USE') throw error;
    }
  }
};
