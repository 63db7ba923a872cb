/** The signs of units as paths of a small drawing, as the chart library draws them. */
const PATHS = [
  "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0Z",
  "M-5,-5h10v10h-10Z",
  "M0,-6.5L6,5H-6Z",
  "M0,-7L5,0L0,7L-5,0Z",
  "M0,-7L1.6,-2.2H6.7L2.6,0.8L4.1,5.7L0,2.7L-4.1,5.7L-2.6,0.8L-6.7,-2.2H-1.6Z",
  "M-2,7V1L-6.5,-1.8L-4.5,-5L0,-2.2L4.5,-5L6.5,-1.8L2,1V7Z",
];

export function symbolPath(at: number): string {
  return PATHS[at % PATHS.length]!;
}
