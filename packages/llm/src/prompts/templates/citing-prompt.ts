/** What models are told besides that are to say what their sentences stand on. */
export const CITING_PROMPT = `Answer in JSON alone: {"summary": [sentence, …], "details": [sentence, …]}; each sentence is {"text": "…", "cites": ["3-5", "Reader.close"]}.
"cites" holds what the sentence stands on: numbers of lines of the source, as they stand before the lines, "docstring" for what its
author wrote, or names of what it contains, calls, imports or inherits from, as they stand in the lists.
Write names of the code between single backquotes, exactly as they stand there. Leave out what you can cite nothing for.`;

/** What stands at the end of a prompt that asks again. */
export const ASKING_AGAIN =
  "You answered this before:\n{{fence}}\n{{answer}}\n{{fence}}\nThese sentences of it cite nothing that is there:\n{{fence}}\n{{nowhere}}\n{{fence}}\nAnswer once more: give each sentence a citation that is there, or leave it out.";
