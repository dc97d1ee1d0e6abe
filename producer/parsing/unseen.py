"""Whether text of a web page is seen: what CSS and attributes hide."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import css_inline

_BEGINS = r"(?:^|[;{\s])"
#: Declarations that hide an element with all that is in it,
_HIDES = re.compile(
    _BEGINS + r"(?:display\s*:\s*none|opacity\s*:\s*0(?:\.0*)?(?![.\d%])|(?:left|top|text-indent)\s*:\s*-\d{4,})",
    re.IGNORECASE,
)
#: and those that an element in it can take back.
_VISIBILITY = re.compile(_BEGINS + r"visibility\s*:\s*(?P<value>\w+)", re.IGNORECASE)
_SIZE = re.compile(_BEGINS + r"font(?:-size)?\s*:\s*(?P<value>[\d.]+)(?P<unit>[a-z%]*)", re.IGNORECASE)
#: Sizes in these are shares of the size around them.
_RELATIVE = frozenset({"em", "ex", "%"})
_WHITE = r"(?:white\b|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
_WHITE_TEXT = re.compile(rf"{_BEGINS}color\s*:\s*{_WHITE}", re.IGNORECASE)
_COLOUR = re.compile(_BEGINS + r"color\s*:", re.IGNORECASE)
_BACKGROUND = re.compile(_BEGINS + r"background(?:-color|-image)?\s*:\s*(?P<value>[^;]*)", re.IGNORECASE)
_WHITE_VALUE = re.compile(_WHITE, re.IGNORECASE)
_LIGHT = re.compile(rf"\s*{_WHITE}", re.IGNORECASE)
_NO_BACKGROUND = re.compile(r"\s*(?:transparent|none|inherit|initial|unset)", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"<style\b.*?</style", re.IGNORECASE | re.DOTALL)

_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, minify_css=True)


def with_styles(html: str) -> str:
    """The page with the rules of its own style sheets written into its elements, where they could hide text.

    Sheets elsewhere are not fetched. A sheet that cannot be read hides nothing, as in a browser.
    """
    sheets = _STYLE_SHEET.findall(html)
    signs = (_HIDES, _VISIBILITY, _SIZE, _WHITE_TEXT)
    if not any(sign.search(sheet) for sheet in sheets for sign in signs):
        return html
    try:
        return _inliner.inline(html)
    except css_inline.InlineError:
        return html


@dataclass(frozen=True)
class Sight:
    """What is known of an element by all that it stands in."""

    hidden: bool = False
    invisible: bool = False
    tiny: bool = False
    white: bool = False
    #: Something that is not white stands behind it.
    backed: bool = False

    @property
    def unseen(self) -> bool:
        return self.hidden or self.invisible or self.tiny or (self.white and not self.backed)

    def within(self, element: Any) -> "Sight":
        """The same for an element that stands in this one."""
        given = element.attrib
        if not given:
            return self
        background = given.get("bgcolor") or given.get("background")
        return _within(self, given.get("style", ""), given.get("color"), background, "hidden" in given)

    def _invisible(self, style: str) -> bool:
        declared = _VISIBILITY.search(style)
        return self.invisible if declared is None else declared["value"].lower() in ("hidden", "collapse")

    def _tiny(self, style: str) -> bool:
        declared = _SIZE.search(style)
        if declared is None:
            return self.tiny
        return not declared["value"].strip("0.") or (self.tiny and declared["unit"].lower() in _RELATIVE)

    def _white(self, style: str, attribute: str | None) -> bool:
        if _COLOUR.search(style):
            return _WHITE_TEXT.search(style) is not None
        return self.white if attribute is None else _WHITE_VALUE.fullmatch(attribute.strip()) is not None

    def _backed(self, style: str, attribute: str | None) -> bool:
        """Of a picture behind letters nothing is known: it counts as a colour."""
        declared = _BACKGROUND.search(style)
        value = declared["value"] if declared else attribute
        if not value or _NO_BACKGROUND.match(value):
            return self.backed
        return "url(" in value or _LIGHT.match(value) is None


@lru_cache(maxsize=4096)  # a page has many elements and few styles
def _within(sight: Sight, style: str, colour: str | None, background: str | None, hidden: bool) -> Sight:
    return Sight(
        hidden=sight.hidden or hidden or _HIDES.search(style) is not None,
        invisible=sight._invisible(style),
        tiny=sight._tiny(style),
        white=sight._white(style, colour),
        backed=sight._backed(style, background),
    )
