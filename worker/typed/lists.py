"""Several values in one answer."""

import re

#: Behind a comma these belong to the name before it.
_OF_A_NAME = r"(?:inc|llc|llp|lp|l\.p|ltd|limited|plc|corp|co|gmbh|ag|kg|s\.?a|n\.?a|b\.?v|jr|sr)\b"
_MARK = r"(?:^|(?<=\n))\s{0,4}(?:[-*•–]|\(?\d{1,2}[.)]|\([a-z]\))\s{1,3}"
_PARTED = re.compile(
    rf"\s{{0,4}}[;\n]\s{{0,4}}(?:and\s{{1,2}})?|,(?!\s{{0,4}}(?:{_OF_A_NAME}|\d))\s{{0,4}}(?:and\s{{1,2}})?|\s{{1,2}}(?:and|und|et)\s{{1,2}}",
    re.IGNORECASE,
)


def items(text: str) -> list[str]:
    """The items, each once; those of a list with marks, lines or semicolons are not parted at commas."""
    plain = re.sub(_MARK, "", text)
    lines = re.split(r"\s{0,4}[;\n]\s{0,4}(?:and\s{1,2})?", plain)
    parts = lines if len(lines) > 1 else _PARTED.split(plain)
    found = (
        " ".join(part.split()).strip(" ,;.") if not part.rstrip().endswith(".") else part.strip() for part in parts
    )
    each: dict[str, str] = {}
    for item in filter(None, found):
        each.setdefault(item.casefold(), item)
    return list(each.values())
