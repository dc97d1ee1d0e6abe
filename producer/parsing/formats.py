"""The formats that are read, and the suffixes of their names."""

from enum import StrEnum


class Format(StrEnum):
    """A format that is read, by its usual suffix."""

    PDF = "pdf"
    DOC = "doc"
    DOCX = "docx"
    PPTX = "pptx"
    XLS = "xls"
    XLSX = "xlsx"
    ODT = "odt"
    RTF = "rtf"
    EPUB = "epub"
    EML = "eml"
    MSG = "msg"
    MBOX = "mbox"
    HTML = "html"
    XML = "xml"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    TXT = "txt"
    GZ = "gz"


#: Every suffix that says what a file is. Those of other formats say nothing: their content is looked at.
SUFFIXES: dict[str, Format] = {
    **{f".{each}": each for each in Format},
    **dict.fromkeys((".docm", ".dotx"), Format.DOCX),
    **dict.fromkeys((".pptm", ".ppsx"), Format.PPTX),
    **dict.fromkeys((".xlsm", ".xltx"), Format.XLSX),
    **dict.fromkeys((".ods", ".odp", ".ott"), Format.ODT),
    **dict.fromkeys((".htm", ".xhtml"), Format.HTML),
    **dict.fromkeys((".tsv", ".tab"), Format.CSV),
    **dict.fromkeys((".text", ".log"), Format.TXT),
    ".markdown": Format.MD,
}
