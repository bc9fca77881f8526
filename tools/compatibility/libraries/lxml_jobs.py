"""XML."""

from lxml import etree


def titles(text: str | bytes) -> list[str]:
    """The attributes `t` of a document."""
    return [str(title) for title in etree.fromstring(text).xpath("//b/@t")]


def compare_all() -> None:
    """Some seconds in libxml2's XPath, with Python's lock held."""
    document = etree.fromstring("<a>" + "".join(f"<b t='{number}'/>" for number in range(6_000)) + "</a>")
    document.xpath("count(//b[count(//b[@t < 0]) = 0])")
