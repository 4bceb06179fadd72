import type { FuelType } from '../market-dispatch-event-v1.ts';

/** What a column of the recorded day means to the contracts. */
export type Series =
  | { readonly kind: 'fuel'; readonly fuel: FuelType; readonly sign: 1 | -1 }
  | { readonly kind: 'temperature' }
  | { readonly kind: 'unmapped'; readonly reason: string };

const fuel = (name: FuelType): Series => ({ kind: 'fuel', fuel: name, sign: 1 });
const unmapped = (reason: string): Series => ({ kind: 'unmapped', reason });

const otherFuel = 'fuel outside the contract';

const seriesByColumn: Readonly<Record<string, Series>> = {
  battery_discharging_mw: fuel('battery'),
  // Recorded as positive megawatts taken from the grid: the event carries discharging less charging.
  battery_charging_mw: { kind: 'fuel', fuel: 'battery', sign: -1 },
  coal_black_mw: fuel('coal'),
  coal_brown_mw: fuel('coal'),
  gas_ccgt_mw: fuel('gas'),
  gas_ocgt_mw: fuel('gas'),
  gas_recip_mw: fuel('gas'),
  gas_steam_mw: fuel('gas'),
  gas_wcmg_mw: fuel('gas'),
  hydro_mw: fuel('hydro'),
  solar_rooftop_mw: fuel('solar'),
  solar_utility_mw: fuel('solar'),
  wind_mw: fuel('wind'),
  temperature_celsius: { kind: 'temperature' },
  bioenergy_biomass_mw: unmapped(otherFuel),
  distillate_mw: unmapped(otherFuel),
  demand_mw: unmapped('demand'),
  imports_mw: unmapped('flow between regions'),
  exports_mw: unmapped('flow between regions'),
  pumps_mw: unmapped('pumped storage load'),
  price_aud_per_mwh: unmapped('price'),
};

/** The meaning of a column; one that the table does not know is unmapped and counted as such. */
export const seriesOf = (column: string): Series => seriesByColumn[column] ?? unmapped('unknown series');
