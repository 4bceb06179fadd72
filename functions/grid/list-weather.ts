/** Lists the newest weather observations that analytics has stored: `?region=NSW1&limit=50`. */

import { WeatherObservation } from '../contracts/grid/weather-observation-v1.ts';
import { buildListHandler } from './reading/build-list-handler.ts';

export const handler = buildListHandler('/v1/weather/observations', 'weather', WeatherObservation);
