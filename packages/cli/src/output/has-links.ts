/** First versions with links, of terminals that had none before. */
const FIRST_VTE = 5_000;
const PROGRAMS = new Set(["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "zed", "rio"]);
const TERMS = new Set(["xterm-kitty", "alacritty", "alacritty-direct", "xterm-ghostty", "foot", "contour"]);

/** Whether the terminal that these variables tell of shows links (OSC 8). One that is not known has none: it might show their code. */
export function hasLinks(environment: NodeJS.ProcessEnv): boolean {
  const { FORCE_HYPERLINK: forced, TERM = "", TERM_PROGRAM = "", VTE_VERSION, WT_SESSION } = environment;
  if (forced !== undefined) return forced !== "0";
  // What lies between may not let them through.
  if (TERM === "dumb" || TERM.startsWith("screen") || TERM.startsWith("tmux")) return false;
  if (environment["KONSOLE_VERSION"] !== undefined || WT_SESSION !== undefined) return true;
  return PROGRAMS.has(TERM_PROGRAM) || TERMS.has(TERM) || Number(VTE_VERSION ?? 0) >= FIRST_VTE;
}
