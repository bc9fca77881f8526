/** What models are told besides that are to say what their sentences stand on. */
export const CITING_PROMPT = `Answer in JSON alone: {"summary": [s, …], "details": [s, …]}, each s {"text": "one sentence", "cites": ["3-5", "Reader.close"]}: what it
stands on, as numbers of source lines, "docstring" for the author's words, or names of what it contains or uses. Leave out what you can
cite nothing for. Names of the code stand in single backquotes, exactly as there.`;

/** What stands at the end of a prompt that asks again. */
export const ASKING_AGAIN =
  "You answered this before:\n{{fence}}\n{{answer}}\n{{fence}}\nThese sentences of it cite nothing that is there:\n{{fence}}\n{{nowhere}}\n{{fence}}\nAnswer once more: give each sentence a citation that is there, or leave it out.";
