// Pieces that charts share: the whisker of an interval, the band of a line.

import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, SeriesOption } from "echarts";

import type { Num } from "../data";

export interface Whisker {
  at: number | string; // on the other axis
  low: number;
  high: number;
}

/** A line from low to high with short ends, along x or y. */
export function whiskers(
  name: string,
  direction: "x" | "y",
  data: Whisker[],
  colour: string | ((i: number) => string),
  extra: { offset?: number; cap?: number; axis?: number; width?: number } = {},
): SeriesOption {
  const cap = extra.cap ?? 4;
  const offset = extra.offset ?? 0;
  return {
    type: "custom",
    name,
    silent: true,
    z: 5,
    xAxisIndex: extra.axis ?? 0,
    yAxisIndex: extra.axis ?? 0,
    encode: direction === "x" ? { x: [0, 1], y: 2 } : { x: 2, y: [0, 1] },
    data: data.map((w) => [w.low, w.high, w.at]),
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const at = api.value(2);
      const ends = [api.value(0), api.value(1)].map((v) => api.coord(direction === "x" ? [v, at] : [at, v]));
      const [a, b] = ends as [number[], number[]];
      const [ax, ay, bx, by] = [a[0] ?? 0, a[1] ?? 0, b[0] ?? 0, b[1] ?? 0];
      const stroke = typeof colour === "string" ? colour : colour(params.dataIndex);
      const style = { stroke, lineWidth: extra.width ?? 2, fill: "none" };
      const line = (x1: number, y1: number, x2: number, y2: number) => ({
        type: "line" as const,
        shape: { x1, y1, x2, y2 },
        style,
      });
      return direction === "x"
        ? {
            type: "group",
            children: [
              line(ax, ay + offset, bx, by + offset),
              line(ax, ay + offset - cap, ax, ay + offset + cap),
              line(bx, by + offset - cap, bx, by + offset + cap),
            ],
          }
        : {
            type: "group",
            children: [
              line(ax + offset, ay, bx + offset, by),
              line(ax + offset - cap, ay, ax + offset + cap, ay),
              line(bx + offset - cap, by, bx + offset + cap, by),
            ],
          };
    },
  } as SeriesOption;
}

/** Values that hold for a length of the axis each: both ends of every step, for a line and its band. */
export function steps(x: number[], length: number, mean: Num[], half: Num[]): { x: number[]; mean: Num[]; half_width: Num[] } {
  // Short of the next step's begin, so that a pointer finds one of the two.
  const twice = (values: Num[]) => x.flatMap((_, i) => [values[i] ?? null, values[i] ?? null]);
  return { x: x.flatMap((v) => [v, v + 0.999 * length]), mean: twice(mean), half_width: twice(half) };
}

/** The area between two lines; gaps where a value is missing. `x` are positions on the axis. */
export function band(
  name: string,
  x: (number | string)[],
  mean: Num[],
  half: Num[],
  colour: string,
  extra: { axis?: number; low?: number; high?: number } = {},
): SeriesOption {
  const runs: number[][] = [];
  mean.forEach((m, i) => {
    const known = m !== null && half[i] !== null && half[i] !== undefined;
    if (!known) {
      return;
    }
    const last = runs[runs.length - 1];
    if (last && last[last.length - 1] === i - 1) {
      last.push(i);
    } else {
      runs.push([i]);
    }
  });
  const least = extra.low ?? -Infinity;
  const low = (i: number) => Math.max(least, (mean[i] ?? 0) - (half[i] ?? 0));
  const most = extra.high ?? Infinity;
  const high = (i: number) => Math.min(most, (mean[i] ?? 0) + (half[i] ?? 0));
  const values = mean.flatMap((m, i) => (m === null || half[i] === null ? [] : [[x[i], low(i)], [x[i], high(i)]]));
  return {
    type: "custom",
    name,
    silent: true,
    z: 1,
    xAxisIndex: extra.axis ?? 0,
    yAxisIndex: extra.axis ?? 0,
    clip: true,
    // All values, so that the axis holds the band; the first item draws it.
    data: values,
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      if (params.dataIndex > 0) {
        return null;
      }
      const at = (i: number, v: number) => api.coord([x[i] as number, v]);
      return {
        type: "group",
        children: runs.map((run) => ({
          type: "polygon" as const,
          shape: {
            points: [...run.map((i) => at(i, high(i))), ...run.map((i) => at(i, low(i))).reverse()],
          },
          style: { fill: colour, opacity: 0.22 },
        })),
      };
    },
  } as SeriesOption;
}

/** The ends of an interval; those that are not known are the mean. */
export function ends(e: { mean: Num; half_width: Num; lower?: Num; upper?: Num }): [number, number] {
  const mean = e.mean ?? 0;
  const half = e.half_width ?? 0;
  return [e.lower ?? mean - half, e.upper ?? mean + half];
}
