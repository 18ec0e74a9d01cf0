// Colours of the charts, for light and dark. The hues are told apart by people who do not see red
// and green apart (Okabe and Ito); shapes and words say the same once more.

export interface Theme {
  dark: boolean;
  text: string;
  faint: string;
  line: string;
  surface: string;
  blue: string;
  orange: string;
  green: string;
  red: string;
  grey: string;
  series: string[];
  /** From little to much. */
  ramp: string[];
}

const light: Theme = {
  dark: false,
  text: "#1b1f24",
  faint: "#57606a",
  line: "#d5dae0",
  surface: "#ffffff",
  blue: "#0b62a8",
  orange: "#b3540a",
  green: "#0a7a5c",
  red: "#b3261e",
  grey: "#7a838d",
  series: ["#0b62a8", "#b3540a", "#0a7a5c", "#8e4585", "#7a6a00", "#3c7ea6", "#a8325a"],
  ramp: ["#f3f7fb", "#c9deef", "#8fbbdd", "#4a90c2", "#14679f", "#06406b"],
};

const dark: Theme = {
  dark: true,
  text: "#e8ebef",
  faint: "#a5afba",
  line: "#39424d",
  surface: "#161b22",
  blue: "#6cb6f5",
  orange: "#f0a35e",
  green: "#4cc79f",
  red: "#ff8a80",
  grey: "#8d98a4",
  series: ["#6cb6f5", "#f0a35e", "#4cc79f", "#d79bd0", "#d8c750", "#8fc7e8", "#f28ab0"],
  ramp: ["#1c2530", "#1f3d57", "#245a82", "#2f7fb3", "#5aa9d9", "#b7dcf5"],
};

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
const printing = window.matchMedia("print");
let printed = false;

export function theme(): Theme {
  return prefersDark.matches && !printing.matches && !printed ? dark : light;
}

/** Paper is white and as wide as paper, whatever the screen is. */
export function onThemeChange(redraw: (paper: boolean) => void): void {
  prefersDark.addEventListener("change", () => redraw(printed || printing.matches));
  printing.addEventListener("change", () => redraw(printing.matches));
  window.addEventListener("beforeprint", () => {
    printed = true;
    redraw(true);
  });
  window.addEventListener("afterprint", () => {
    printed = false;
    redraw(false);
  });
}
