type Point = [x: number, y: number];
type Place = 'inside' | 'outside' | 'edge';

const onSegment = ([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): boolean => {
  const cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
  const withinX = Math.min(ax, bx) <= px && px <= Math.max(ax, bx);
  const withinY = Math.min(ay, by) <= py && py <= Math.max(ay, by);
  return Math.abs(cross) < 1e-12 && withinX && withinY;
};

/** Even-odd rule: counts the edges that a ray to the right crosses. */
function placeOf(point: Point, ring: Point[]): Place {
  const [px, py] = point;
  let inside = false;
  for (const [index, end] of ring.entries()) {
    const start = ring.at(index - 1) as Point;
    if (onSegment(point, start, end)) return 'edge';
    const crosses = start[1] > py !== end[1] > py;
    if (crosses && px < ((end[0] - start[0]) * (py - start[1])) / (end[1] - start[1]) + start[0]) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}

/** Tells for each point whether it lies inside a polygon, outside it, or on its edge; holes are allowed. */
function locatePoints(points: Point[], polygon: Point[], holes: Point[][] = []): Place[] {
  for (const ring of [polygon, ...holes]) {
    if (ring.length < 3) throw new RangeError(`a ring needs at least 3 corners, got ${ring.length}`);
  }
  return points.map((point) => {
    const place = placeOf(point, polygon);
    if (place !== 'inside') return place;
    const inHoles = holes.map((hole) => placeOf(point, hole));
    return inHoles.includes('edge') ? 'edge' : inHoles.includes('inside') ? 'outside' : 'inside';
  });
}
