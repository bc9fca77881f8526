import fc from "fast-check";
import { isLegalName } from "../sql/ref-name.js";

/** Pieces at which one of the two databases, or an encoding, could stumble. */
const pieces = [
  ...Array.from("aAzZ09-_.=!@#$%&'\"`,;|<>(){}]+"),
  ...Array.from("äÄßéİıſK日本🌱\u00a0\u200d\ufffd\ufeff"),
  ..."=3d,!a,!A,=c3=bc,%2f,head,HEAD,Head,working,STAGED,main,Main,origin,heads,refs,remotes,tags,documents".split(
    ",",
  ),
  ..."0123456789abcdef,deadbeef,0123456789abcdefghijklmnopqrstuv".split(","),
];

const whole = fc.constantFrom(
  "head",
  "working",
  "staged",
  "Main",
  "MAIN",
  "documents",
  "collections",
  "refs/heads/main",
  "heads/main",
  "tags/v1",
  "workspaces/w",
  "internal/x",
  "stashes/s",
  "tuples/t",
  "remotes/origin/main",
  "origin/main",
  "deadbeef".repeat(5),
  "0123456789abcdefghijklmnopqrstuv",
  "ü".repeat(120),
  "X".repeat(250),
  "feature/ÜBER-123",
  "feature/über-123",
  "a';DROP-TABLE-documents;--",
);

const composed = fc
  .array(
    fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "grapheme", maxLength: 3 })), {
      minLength: 1,
      maxLength: 6,
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => parts.map((part) => part.join("")).join("/"));

/** Names of branches and tags that git takes, with those in it that are hard to keep. */
export const legalName = fc.oneof(
  { weight: 1, arbitrary: whole },
  { weight: 3, arbitrary: composed.filter(isLegalName) },
);

/** Anything: legal or not. */
export const anyName = fc.oneof(
  composed,
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ maxLength: 8 }),
  fc
    .array(fc.constantFrom(...Array.from("a/.~^:?*[\\@{ -\u007f\t"), "..", "//", ".lock", "@{", "HEAD"), {
      maxLength: 5,
    })
    .map((parts) => parts.join("")),
);
