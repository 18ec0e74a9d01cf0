"""Draws the days of the prediction as an SVG that reads on light and on dark pages."""

WIDTH, PANEL, LEFT, TOP, GAP = 860, 170, 52, 44, 46
STYLE = """<style>
text { font: 12px sans-serif; fill: #333; }
.title { font-weight: bold; }
.grid { stroke: #ccc; stroke-width: 0.5; }
.band { fill: #2a78c8; opacity: 0.22; }
.sim { fill: none; stroke: #2a78c8; stroke-width: 2; }
.base { fill: none; stroke: #d0741c; stroke-width: 1.5; stroke-dasharray: 5 3; }
.seen { fill: #222; }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd; }
  .grid { stroke: #555; }
  .band { fill: #6cb0f5; opacity: 0.25; }
  .sim { stroke: #6cb0f5; }
  .base { stroke: #f0a050; }
  .seen { fill: #f2f2f2; }
}
</style>"""


def path(points):
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def panel(top, title, step, rows, x_of):
    """rows: (actual, simulated, (low, high), baseline) per day"""
    highest = max(max(a, s, high, b) for a, s, (_, high), b in rows)
    upper = step * (int(highest / step) + 1)

    def y(value):
        return top + PANEL * (1 - value / upper)

    parts = [f'<text class="title" x="{LEFT}" y="{top - 8}">{title}</text>']
    for k in range(int(upper / step) + 1):
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - 8}" y1="{y(k * step):.1f}" '
                     f'y2="{y(k * step):.1f}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y(k * step) + 4:.1f}" text-anchor="end">'
                     f'{k * step}</text>')
    lower = [(x_of(k), y(low)) for k, (_, _, (low, _), _) in enumerate(rows)]
    higher = [(x_of(k), y(high)) for k, (_, _, (_, high), _) in enumerate(rows)]
    parts.append(f'<polygon class="band" points="{path(lower + higher[::-1])}"/>')
    for css, at in (("base", 3), ("sim", 1)):
        line = path((x_of(k), y(row[at])) for k, row in enumerate(rows))
        parts.append(f'<polyline class="{css}" points="{line}"/>')
    parts += [f'<circle class="seen" cx="{x_of(k):.1f}" cy="{y(row[0]):.1f}" r="3"/>'
              for k, row in enumerate(rows)]
    return parts


def draw(days, abandonment, wait):
    step = (WIDTH - LEFT - 20) / (len(days) - 1)

    def x_of(k):
        return LEFT + 6 + k * step

    second = TOP + PANEL + GAP
    height = second + PANEL + 30
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
             f'width="{WIDTH}" height="{height}" role="img" aria-label="Abandonment and mean wait '
             f'per day: actual, simulated with 90 % range, Erlang-A">', STYLE]
    legend = (("seen", "actual"), ("sim", "simulated, with 90 % range"), ("base", "Erlang-A"))
    for k, (css, name) in enumerate(legend):
        x = LEFT + 300 + (0, 80, 280)[k]
        mark = (f'<circle class="seen" cx="{x}" cy="12" r="3"/>' if css == "seen" else
                f'<line class="{css}" x1="{x - 12}" x2="{x + 8}" y1="12" y2="12"/>')
        parts += [mark, f'<text x="{x + 13}" y="16">{name}</text>']
    parts += panel(TOP, "abandoned, % of the calls of a day", 10, abandonment, x_of)
    parts += panel(second, "mean wait of the calls of a day, s", 50, wait, x_of)
    for k, day in enumerate(days):
        if k % 5 == 0:
            parts.append(f'<text x="{x_of(k):.1f}" y="{height - 8}" text-anchor="middle">'
                         f'{day.day} {day:%b}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
