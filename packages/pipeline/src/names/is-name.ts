/** Whether a question is no sentence but a name or place: one word. */
export function isName(question: string): boolean {
  return !/\s/u.test(question.trim());
}

/** Whether a question may be the place of something, with spaces in it: `my notes/read me.py:12`. */
export function mayBePlace(question: string): boolean {
  return /[/\\]|\.\w+(?::\d+)?$/u.test(question.trim());
}
