"""What Word is told about a document as a whole: its settings, and what its fonts are like."""

from perftui.writers.docx.ooxml import Element, element

# A font that is missing is replaced by the one of the other name, or by one of the same kind:
# name, other name, PANOSE number, family, pitch, bits of the characters it has.
_FONTS = (
    ("Times New Roman", "", "02020603050405020304", "roman", "variable", "E0002EFF C000785B 9 1FF"),
    ("宋体", "SimSun", "02010600030101010101", "roman", "variable", "3 288F0000 16 40001"),
    ("黑体", "SimHei", "02010609060101010101", "swiss", "fixed", "800002BF 38CF7CFA 16 40001"),
    ("仿宋_GB2312", "仿宋", "02010609030101010101", "roman", "fixed", "1 80E0000 10 40000"),
    ("仿宋", "FangSong", "02010609060101010101", "roman", "fixed", "800002BF 38CF7CFA 16 40001"),
)
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
    "useWord2013TrackBottomHyphenation": 0,
}


def settings_part() -> Element:
    """Return the settings: the rules of present versions of Word, Chinese typesetting."""
    office = "http://schemas.microsoft.com/office/word"
    return element(
        "settings",
        element("zoom", percent=100),
        element("bordersDoNotSurroundHeader"),
        element("bordersDoNotSurroundFooter"),
        element("defaultTabStop", val=420),
        element("characterSpacingControl", val="compressPunctuation"),
        element(
            "compat",
            element("spaceForUL"),
            element("balanceSingleByteDoubleByteWidth"),
            element("doNotLeaveBackslashAlone"),
            element("ulTrailSpace"),
            element("doNotExpandShiftReturn"),
            element("useFELayout"),
            *(
                element("compatSetting", name=name, uri=office, val=value)
                for name, value in _COMPATIBILITY.items()
            ),
        ),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    )


def fonts_part() -> Element:
    """Return the table of the fonts that the styles name."""
    return element("fonts", *(_font(*font) for font in _FONTS))


def _font(name: str, other: str, panose: str, family: str, pitch: str, has: str) -> Element:
    first, second, third, pages = (bits.zfill(8) for bits in has.split())
    han = bool(other)
    return element(
        "font",
        *([element("altName", val=other)] if other else []),
        element("panose1", val=panose),
        element("charset", val="86" if han else "00"),
        element("family", val=family),
        element("pitch", val=pitch),
        element("sig", usb0=first, usb1=second, usb2=third, usb3="0" * 8, csb0=pages, csb1="0" * 8),
        name=name,
    )
