/** Ways in which a text turns to whoever reads it as a language model does. Each is searched in lower case; repetitions have bounds. */
const PATTERNS: readonly RegExp[] = [
  // Takes back what was said before.
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,20}\b(?:all|any|your|my|the|these|those|everything|previous|prior|earlier|above)\b.{0,25}\b(?:instructions?|prompts?|rules?|above|guidelines?|directions?|summary)\b/,
  /\b(?:ignore|disregard|forget) (?:the |everything )?(?:above|before this)\b|\b(?:ignore|disregard|forget)\b.{0,12}\b(?:previous|prior|earlier) (?:instructions?|prompts?|rules?)\b/,
  /\b(?:new|updated|real|actual|additional|special|hidden|secret) (?:instructions?|directives?|system prompt)\b|\b(?:new|real|actual|true) task(?::| is\b)/,
  /\b(?:end|start|begin(?:ning)?) of (?:the )?(?:data|prompt|context|instructions?|quote|source|document|system)\b/,
  // Speaks of what a model is.
  /\b(?:system|developer) (?:prompt|message|instruction)s?\b/,
  /\b(?:you are|you're|act as|pretend to be|roleplay as) (?:now |no longer |a |an |the )?.{0,30}\b(?:assistant|model|llm|ai|agent|chatbot|gpt|claude|dan|pirate|bot|documenter|writer)\b/,
  /\b(?:dear|attention|hey|hello|hi|note to|message (?:to|for)|instructions? (?:to|for)|for|to) (?:the |any |all |every )?(?:ai|llms?|language models?|assistants?|agents?|chatbots?|gpt|claude|copilot|documentation (?:tool|generator|model|bot)s?|documenters?|summari[sz]ers?|crawlers?)\b/,
  /\b(?:ai|llms?|language models?|assistants?|agents?|models?|documenters?|summari[sz]ers?)\b.{0,20}\b(?:must|should|shall|have to|need to|are required to|will|please)\b.{0,60}\b(?:say|write|state|mention|include|add|answer|reply|respond|repeat|output|print|document|describe|claim|tell|report)\b/,
  // Says what to write.
  /\b(?:respond|reply|answer|output|print|write|say|repeat|emit) (?:with |in |out )?(?:only|exactly|verbatim|nothing (?:but|else)|the (?:following|words?|phrase|sentence|string|text))\b/,
  /\b(?:your|the) (?:answer|reply|response|output|summary|documentation|description)\b.{0,30}\b(?:must|should|shall|has to|needs to|is to|will) (?:be|say|state|mention|include|contain|begin|start|end|read|claim|consist)\b/,
  /\b(?:do not|don't|never|stop|refuse to|avoid)\b.{0,20}\b(?:document(?:ing)?|summari[sz](?:e|ing)|describ(?:e|ing)|explain(?:ing)?|mention(?:ing)?|reveal(?:ing)?)\b.{0,40}\b(?:this|these|the (?:code|function|file|source|above|below|rest|bug)|it|anything)\b/,
  /\b(?:when|if|while|before|after|whenever) (?:you (?:are )?)?(?:asked to )?(?:summari[sz](?:e|ing)|documenting|describing|explaining|reading this|analy[sz]ing)\b.{0,60}\b(?:say|write|state|mention|include|add|claim|tell|append|begin|start|output|insert|always)\b/,
  /\b(?:include|mention|add|append|insert|put|place|copy|repeat|quote|propagate|pass on)\b.{0,40}\b(?:in(?:to)?|to|at|with) (?:your|every|each|all) .{0,20}\b(?:summary|summaries|answers?|documentation|description|output|reply|replies|response|parents?|folders?|readme)\b/,
  /\b(?:tell|inform|convince|assure|warn) (?:the |every |any )?(?:users?|readers?|developers?|reviewers?|callers?|maintainers?)\b.{0,40}\b(?:that|to)\b/,
  // Marks of chat formats.
  /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|?>?|\[\/?inst\]|<<\/?sys>>|<\/?(?:system|assistant|instructions?|prompt)>/,
  /(?:^|\n)\W{0,8}(?:assistant|human)s?\s{0,2}:\s/,
  /#{2,6}\s{0,3}(?:system|instruction|response|assistant|human|new task|task)/,
  // The same in the words of other languages.
  /\b(?:ignorier(?:e|en|t)|ignor(?:ez|e|a|ar|ad)|vergiss|oublie[zr]?|olvida|ignoreer|ignora)\b.{0,40}\b(?:anweisungen?|instructions?|instrucciones|vorherigen?|précédentes?|anteriores?|istruzioni|instruc|instructies|regeln|obig\w{0,3})\b/,
  /(?:忽略|无视|忘记).{0,12}(?:指令|指示|说明|提示)|以前の(?:指示|命令)を無視|игнорируй.{0,20}(?:инструкц|указан)/,
];

/** As a chat is written down; in lower case it is a key of a configuration. */
const SPEAKER = /(?:^|\n)[^\w\n]{0,8}SYSTEM\s{0,2}[:-]\s/;
/** Signs that a reader sees nothing of and that take words apart. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u{e0000}-\u{e007f}]/gu;
/** Longer texts are looked at in pieces that overlap. */
const PIECE = 20_000;
const OVERLAP = 400;

/** Whether a text speaks to the model that reads it, in one of the ways that are known. It may well be harmless. */
export function speaksToAModel(text: string): boolean {
  const visible = text.normalize("NFKC").replace(INVISIBLE, "");
  if (SPEAKER.test(visible)) return true;
  const plain = visible.toLowerCase();
  // Names join words by signs.
  const words = plain.replace(/[_\-*/#"'`]+/g, " ").replace(/\s+/g, " ");
  for (const form of words === plain ? [plain] : [plain, words])
    for (let start = 0; start < form.length; start += PIECE - OVERLAP) {
      const piece = form.slice(start, start + PIECE);
      if (PATTERNS.some((pattern) => pattern.test(piece))) return true;
    }
  return false;
}
