export { ownText } from "../prompts/own-text.js";
export { numberLines } from "./citable.js";
export { type AnsweredSentence, type CitedAnswer, toCitedAnswer } from "./cited-answer.js";
export { claimsInMarks, claimsOf, holdsClaim } from "./claims.js";
export {
  type CitedText,
  type JudgedAgainst,
  type JudgedSentence,
  judgeText,
  type SentenceStanding,
} from "./judge-text.js";
export { mentionedNames } from "./mentioned-names.js";
export { joinOpenSpans, sentencePieces, splitSentences } from "./split-sentences.js";
export {
  type Citations,
  type CitedLines,
  type CitedNode,
  countNowhere,
  decodeGrounding,
  groundText,
  pointsNowhere,
  type TextGrounding,
} from "./text-grounding.js";
export { type UnknownNames, unknownNames, wordsOf } from "./unknown-names.js";
export { textOfCited, writeCited } from "./write-cited.js";
