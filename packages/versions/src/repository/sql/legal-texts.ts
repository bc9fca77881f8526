import { fileURLToPath } from "node:url";
import { InvalidArgumentError } from "@stemma/core";
import { InvalidNameError } from "../../errors/invalid-name-error.js";
import type { Author } from "../../model/history.js";
import { isLegalName } from "./ref-name.js";

/** What both databases take, in words of theirs or silently otherwise, is looked at here first. */
const IN_SIGNATURE = /[<>\n\r\0]/;
/** As git sees it: other spaces are a message. */
const BLANK = /^[ \t\n\v\f\r]*$/;
/** Both show a remote's branches as `remotes/<remote>/<branch>`, and take these characters as they are. */
const REMOTE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
/** A second name for a remote, under which what it brings is looked at first; shown to nobody. */
export const QUARANTINE = "stemma-quarantine";
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/.|^[\w.-]+\/[\w.-]+$/i;

/**
 * A commit says what it is about, as git's do.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for one that says nothing, and for NUL and halves of characters, which would be lost
 */
export function requireMessage(message: string): void {
  if (BLANK.test(message)) {
    throw new InvalidArgumentError("a commit needs a message", {
      advice: "Say in a few words what changed.",
    });
  }
  requireText("the message", message);
}

/** @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for NUL and halves of characters */
export function requireText(what: string, text: string): void {
  if (text.includes("\0") || !text.isWellFormed()) {
    throw new InvalidArgumentError(`${what} holds NUL or half a character, which no history can keep`);
  }
}

/** @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for what could not be told apart again in "name <email>" */
export function requireAuthor({ name, email }: Author): void {
  requireText("the author", name + email);
  if (name.trim() === "" || email.trim() === "" || IN_SIGNATURE.test(name) || IN_SIGNATURE.test(email)) {
    throw new InvalidArgumentError(
      `"${name} <${email}>" is no author: a name and an address, in one line and without < and >`,
    );
  }
}

/** @throws {@link InvalidNameError} `INVALID_NAME` */
export function requireRemoteName(name: string): void {
  if (name === QUARANTINE || !REMOTE_NAME.test(name) || !isLegalName(name))
    throw new InvalidNameError("remote", name);
}

/** `file:///…`, `https://…`, or `owner/repository` on DoltHub. @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` */
export function requireRemoteUrl(url: string): void {
  if (ADDRESS.test(url) && url.isWellFormed() && !/[\0-\x1f\x7f]/.test(url) && isPathIfFile(url)) return;
  throw new InvalidArgumentError(`"${url}" is no address of a remote`, {
    advice: "Name it by a URL: file:///path, https://host/path; on DoltHub also as owner/repository.",
  });
}

function isPathIfFile(url: string): boolean {
  if (!url.startsWith("file:")) return true;
  try {
    return fileURLToPath(url) !== "/";
  } catch {
    return false;
  }
}
