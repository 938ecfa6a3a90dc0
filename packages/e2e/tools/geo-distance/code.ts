interface Place {
  /** Degrees, north is positive. */
  latitude: number;
  /** Degrees, east is positive. */
  longitude: number;
}

interface Leg {
  kilometres: number;
  /** Degrees clockwise from north. */
  bearing: number;
  direction: string;
}

const EARTH_KM = 6371.0088;
const DIRECTIONS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'];
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function legBetween(from: Place, to: Place): Leg {
  const [lat1, lat2] = [radians(from.latitude), radians(to.latitude)];
  const turn = radians(to.longitude - from.longitude);
  const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(turn / 2) ** 2;
  const east = Math.sin(turn) * Math.cos(lat2);
  const north = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * Math.cos(lat2) * Math.cos(turn);
  const bearing = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
  return {
    kilometres: Math.round(2 * EARTH_KM * Math.asin(Math.sqrt(Math.min(1, half))) * 1000) / 1000,
    bearing: Math.round(bearing * 100) / 100,
    direction: DIRECTIONS[Math.round(bearing / 45) % 8] ?? 'N',
  };
}

/**
 * Great-circle distances and first bearings along a route (haversine).
 * @param route At least two places in order.
 */
export function geoDistance(route: Place[]): { kilometres: number; legs: Leg[] } {
  if (route.length < 2) throw new RangeError('a route needs at least two places');
  for (const { latitude, longitude } of route) {
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw new RangeError(`${latitude}, ${longitude} is not on Earth`);
  }
  const legs = route.slice(1).map((to, index) => legBetween(route[index] as Place, to));
  return { kilometres: Math.round(legs.reduce((sum, leg) => sum + leg.kilometres, 0) * 1000) / 1000, legs };
}
