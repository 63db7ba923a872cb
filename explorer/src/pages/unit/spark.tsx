/** A small line of a score through the years, cut where the years do not compare. Read its numbers beside it. */

export interface SparkPoint {
  year: number;
  value: number;
  isBreak: boolean;
}

const WIDTH = 110;
const HEIGHT = 26;

export function Spark({ points }: { points: SparkPoint[] }) {
  if (points.length < 2) return null;
  const years = points.map((point) => point.year);
  const values = points.map((point) => point.value);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (year: number) => 4 + ((year - first) / Math.max(1, last - first)) * (WIDTH - 8);
  const y = (value: number) => HEIGHT - 5 - ((value - low) / Math.max(1e-9, high - low)) * (HEIGHT - 10);
  const end = points.at(-1)!;
  return (
    <svg class="spark" width={WIDTH} height={HEIGHT} aria-hidden="true">
      {stretches(points).map((stretch) =>
        stretch.length === 1 ? (
          <circle class="spark-alone" r="1.6" cx={x(stretch[0]!.year)} cy={y(stretch[0]!.value)} />
        ) : (
          <polyline points={stretch.map((point) => `${x(point.year).toFixed(1)},${y(point.value).toFixed(1)}`).join(" ")} />
        ),
      )}
      <circle r="2.6" cx={x(end.year)} cy={y(end.value)} />
    </svg>
  );
}

/** The points that may be joined: years that follow each other and compare. */
export function stretches(points: SparkPoint[]): SparkPoint[][] {
  const found: SparkPoint[][] = [];
  for (const point of points) {
    const now = found.at(-1);
    const before = now?.at(-1);
    if (now && before && !point.isBreak && point.year === before.year + 1) now.push(point);
    else found.push([point]);
  }
  return found;
}
