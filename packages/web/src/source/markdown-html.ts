import MarkdownIt from "markdown-it";

/**
 * Documentation as HTML. Texts of a tree are data: HTML in them is shown as it stands, images are not loaded, and links lead only to the web
 * or a mailbox.
 */
export function markdownHtml(text: string): string {
  return markdown.render(text.slice(0, LONGEST));
}

/** Longer than any documentation; a text that grows without bound is not rendered without one. */
const LONGEST = 200_000;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.disable("image");
markdown.validateLink = (url) => /^(?:https?:\/\/|mailto:)/iu.test(url.trim());
const renderLink = markdown.renderer.renderToken.bind(markdown.renderer);
markdown.renderer.rules["link_open"] = (tokens, index, options) => {
  tokens[index]?.attrSet("rel", "noopener noreferrer");
  return renderLink(tokens, index, options);
};
