import type { Engine, EngineOptions } from '../../engine.ts';

export interface HostModeOptions extends EngineOptions {
  readonly executorSocket: string;
}

export const buildHostModeEngine = (_options: HostModeOptions): Engine => {
  throw new Error('A stand-in: host mode is another branch.');
};
