"""The words of a paragraph of a Word file: which of them show, and what its style says of it."""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_OFF = frozenset({"0", "false", "off", "none"})
_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
#: Letters of half a point or a point, in half points: nobody reads them.
_TINY = 2
_TEXTS = {qn("w:t"): None, qn("w:delText"): None, qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


@dataclass(frozen=True)
class Style:
    """What a paragraph style says, with all that it is based on."""

    heading: bool = False
    item: bool = False
    bold: bool = False
    vanish: bool = False


class Styles:
    """The styles of a Word file by their ids."""

    def __init__(self, styles: Any) -> None:
        self._nodes = {node.get(qn("w:styleId")): node for node in styles.iterchildren(qn("w:style"))}
        self._known: dict[str | None, Style] = {None: Style()}

    def of(self, paragraph: Any) -> Style:
        """The style of a paragraph, with what the paragraph itself says."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return Style()
        style = self.named(_value(properties, "w:pStyle"))
        heading, item = _levels(properties)
        return Style(style.heading or heading, style.item or item, style.bold, style.vanish)

    def named(self, name: str | None) -> Style:
        if name not in self._known:
            self._known[name] = Style()  # a style may be based on itself
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str | None) -> Style:
        node = self._nodes.get(name)
        if node is None:
            return Style()
        base = self.named(_value(node, "w:basedOn"))
        called = (_value(node, "w:name") or "").lower()
        heading, item = _levels(node.find(qn("w:pPr")))
        letters = node.find(qn("w:rPr"))
        return Style(
            heading=base.heading or heading or called.startswith(("heading", "title", "subtitle")),
            item=base.item or item or called.startswith("list"),
            bold=_switched(letters, "w:b", base.bold),
            vanish=_switched(letters, "w:vanish", base.vanish),
        )


def _levels(properties: Any) -> tuple[bool, bool]:
    """Whether it has a level in the outline, and a place in a list."""
    if properties is None:
        return False, False
    outline = _value(properties, "w:outlineLvl")
    number = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
    numbered = number is not None and number.get(qn("w:val")) != "0"
    return outline is not None and outline != "9", numbered


def _value(node: Any, tag: str) -> str | None:
    child = node.find(qn(tag))
    value: str | None = child.get(qn("w:val")) if child is not None else None
    return value


def _switched(letters: Any, tag: str, inherited: bool) -> bool:
    switch = letters.find(qn(tag)) if letters is not None else None
    return inherited if switch is None else switch.get(qn("w:val"), "1").lower() not in _OFF


class Runs:
    """The text of one paragraph: `seen`, `unseen`, the text `boxes` in it (their content), and how many `page_breaks`
    Word saw in it when it last laid out the file. `coloured`: what stands behind its letters is not known, so white
    ones are seen."""

    def __init__(self, paragraph: Any, styles: Styles, *, coloured: bool = False) -> None:
        self.boxes: list[Any] = []
        self.page_breaks = 0
        self._seen: list[str] = []
        self._unseen: list[str] = []
        self._styles = styles
        self._paragraph_style = styles.of(paragraph)
        self._coloured = coloured or paragraph.find(f"{qn('w:pPr')}/{qn('w:shd')}") is not None
        self.all_bold = True
        self._walk(paragraph, deleted=False)
        self.seen = "".join(self._seen)
        self.unseen = "".join(self._unseen).strip()

    def _walk(self, node: Any, *, deleted: bool) -> None:
        for child in node.iterchildren():
            if child.tag == qn("w:r"):
                self._run(child, deleted=deleted)
            elif child.tag not in (qn("w:pPr"), qn("w:sdtPr"), qn("w:p")):
                self._walk(child, deleted=deleted or child.tag in _DELETED)

    def _run(self, run: Any, *, deleted: bool) -> None:
        letters = run.find(qn("w:rPr"))
        texts = self._unseen if deleted or self._vanishes(letters) else self._seen
        bold = _switched(letters, "w:b", self._paragraph_style.bold)
        for child in run.iterchildren():
            if child.tag == qn("w:lastRenderedPageBreak"):
                self.page_breaks += 1
            elif child.tag == qn("w:br"):
                texts.append("\n")
            elif child.tag in _TEXTS:
                said = _TEXTS[child.tag] or child.text or ""
                texts.append(said)
                self.all_bold = self.all_bold and (bold or texts is self._unseen or not said.strip())
            else:
                self._boxes(child)

    def _boxes(self, node: Any) -> None:
        """Text boxes of a drawing. It comes twice, for new programs and for old ones: once is enough."""
        contents = node.iter(qn("w:txbxContent"))
        self.boxes += list(contents)[:1] if node.tag.endswith("}AlternateContent") else list(contents)

    def _vanishes(self, letters: Any) -> bool:
        style = self._styles.named(_value(letters, "w:rStyle")) if letters is not None else Style()
        if _switched(letters, "w:vanish", style.vanish or self._paragraph_style.vanish):
            return True
        if letters is None:
            return False
        size = _value(letters, "w:sz")
        if size is not None and size.isdecimal() and int(size) <= _TINY:
            return True
        shaded = self._coloured or letters.find(qn("w:shd")) is not None or letters.find(qn("w:highlight")) is not None
        return (_value(letters, "w:color") or "").upper() == "FFFFFF" and not shaded
