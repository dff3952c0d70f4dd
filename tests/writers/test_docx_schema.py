"""Every part of a Word document against the order that ECMA-376 lays down for its elements.

Word calls a file damaged whose elements stand in another order; python-docx and LibreOffice do not.
"""

import posixpath
from collections import Counter
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from lxml import etree

from perftui.evaluation.model import Evaluation, Fund
from perftui.writers.exporting import Ready, render, render_together

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RUNS = "bookmarkStart bookmarkEnd r fldSimple hyperlink"
BLOCKS = "p tbl"
SIDES = "top left start bottom right end insideH insideV"

# The children that may stand in an element, in their order. Those of one entry in brackets may
# stand in any order among themselves.
SEQUENCES = {
    "document": "body",
    "body": f"[{BLOCKS}] sectPr",
    "hdr": f"[{BLOCKS}]",
    "ftr": f"[{BLOCKS}]",
    "p": f"pPr [{RUNS}]",
    "hyperlink": f"[{RUNS}]",
    "fldSimple": f"[{RUNS}]",
    "r": "rPr [t br pict]",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents jc textDirection textAlignment "
    "outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike outline shadow noProof snapToGrid vanish color "
    "spacing w kern position sz szCs highlight u effect bdr shd vertAlign cs em lang",
    "sectPr": "[headerReference footerReference] footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection docGrid",
    "tbl": "tblPr tblGrid [tr]",
    "tblGrid": "[gridCol]",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tblBorders": SIDES,
    "tblCellMar": SIDES,
    "tr": "tblPrEx trPr [tc]",
    "trPr": "[cnfStyle gridBefore gridAfter cantSplit trHeight tblHeader jc hidden]",
    "tc": f"tcPr [{BLOCKS}]",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "styles": "docDefaults latentStyles [style]",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked rsid pPr rPr tblPr trPr tcPr [tblStylePr]",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "settings": "zoom mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter proofState attachedTemplate defaultTabStop evenAndOddHeaders "
    "characterSpacingControl footnotePr endnotePr compat rsids mathPr themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator",
    "compat": "noLeading spaceForUL noColumnBalance balanceSingleByteDoubleByteWidth "
    "noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn "
    "adjustLineHeightInTable useFELayout [compatSetting]",
    "fonts": "[font]",
    "font": "altName panose1 charset family notTrueType pitch sig",
}
REQUIRED = {"tbl": "tblPr tblGrid", "tc": "p", "hdr": "p", "ftr": "p", "tr": "tc", "body": "sectPr"}


def ranks_of(sequence):
    """Return for each child that may stand in an element, at which place."""
    ranks, rank, inside = {}, 0, False
    for word in sequence.split():
        rank += not inside
        inside = (inside or word.startswith("[")) and not word.endswith("]")
        ranks[word.strip("[]")] = rank
    return ranks


RANKS = {name: ranks_of(sequence) for name, sequence in SEQUENCES.items()}
MANY = {
    name: {word.strip("[]") for word in sequence[sequence.find("[") :].split()}
    if "[" in sequence
    else set()
    for name, sequence in SEQUENCES.items()
}


def faults_in(root):
    for parent in root.iter(f"{W}*"):
        name = parent.tag.removeprefix(W)
        children = [child.tag.removeprefix(W) for child in parent]
        if name == "pict":
            continue
        ranks = RANKS.get(name, {})
        yield from (f"{child} in {name}" for child in children if child not in ranks)
        known = [child for child in children if child in ranks]
        yield from (
            f"{after} after {before} in {name}"
            for before, after in pairwise(known)
            if ranks[after] < ranks[before]
        )
        yield from (
            f"{count} {child} in {name}"
            for child, count in Counter(known).items()
            if count > 1 and child not in MANY[name]
        )
        wanted = REQUIRED.get(name, "").split()
        yield from (f"no {child} in {name}" for child in wanted if child not in children)
        if name == "tc" and children[-1] != "p":
            yield "a cell ends in no paragraph"


@pytest.fixture(params=["realistic", "national", "hostile", "empty", "book"])
def parts(request, build, hostile):
    if request.param == "book":
        forms = [hostile("sh2019"), build(), Evaluation(profile="national2020"), Evaluation()]
        ready = [Ready(form, n % 2 == 0) for n, form in enumerate(forms)]
        data = render_together(ready, "docx", "<w:p>{{ 7*7 }}</w:p>")
    elif request.param == "empty":
        data = render(Evaluation(profile="national2020"), "docx")
    elif request.param == "hostile":
        data = render(hostile("national2020"), "docx", draft=True)
    else:
        form = request.getfixturevalue(request.param)
        form = form.model_copy(update={"funds": (Fund(name="财政拨款"), Fund(name="其他资金"))})
        data = render(form, "docx", draft=True)
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def test_elements_stand_in_the_order_of_the_schema(parts):
    checked = {name: list(faults_in(root)) for name, root in parts.items() if "word/" in name}
    assert {name: faults for name, faults in checked.items() if faults} == {}
    assert {"word/document.xml", "word/styles.xml", "word/settings.xml"} <= set(checked)


def test_every_part_has_a_type_and_every_relation_a_part(parts):
    types = parts["[Content_Types].xml"]
    named = {each.get("PartName") for each in types if each.get("PartName")}
    assert named == {f"/{name}" for name in parts if name.endswith(".xml")} - {
        "/[Content_Types].xml"
    }
    for name, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word")):
        targets = [posixpath.join(folder, each.get("Target")) for each in parts[name]]
        assert set(targets) <= set(parts)
        assert len({each.get("Id") for each in parts[name]}) == len(targets)


def test_what_is_referred_to_is_there(parts):
    document = parts["word/document.xml"]
    relations = {each.get("Id") for each in parts["word/_rels/document.xml.rels"]}
    used = {value for each in document.iter() for key, value in each.items() if key == f"{R}id"}
    assert used <= relations
    styles = {style.get(f"{W}styleId") for style in parts["word/styles.xml"].iter(f"{W}style")}
    for root in parts.values():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn"):
            assert {each.get(f"{W}val") for each in root.iter(f"{W}{tag}")} <= styles
    bookmarks = [each.get(f"{W}name") for each in document.iter(f"{W}bookmarkStart")]
    assert len(set(bookmarks)) == len(bookmarks)
    links = {each.get(f"{W}anchor") for each in document.iter(f"{W}hyperlink")}
    assert links <= set(bookmarks)
    starts, ends = (
        [each.get(f"{W}id") for each in document.iter(f"{W}bookmark{side}")]
        for side in ("Start", "End")
    )
    assert starts == ends
    assert len(set(starts)) == len(starts)


def test_cells_fill_the_grid_and_merged_ones_stand_below_each_other(parts):
    for table in parts["word/document.xml"].iter(f"{W}tbl"):
        columns = [int(c.get(f"{W}w")) for c in table.find(f"{W}tblGrid")]
        assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == sum(columns)
        merged = set()
        for row in table.iter(f"{W}tr"):
            at, here = 0, set()
            for cell in row.iter(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                end = at + (1 if span is None else int(span.get(f"{W}val")))
                width = cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")
                assert int(width) == sum(columns[at:end])
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None:
                    here.add((at, end))
                    assert merge.get(f"{W}val") == "restart" or (at, end) in merged
                at = end
            assert at == len(columns)
            merged = here


def test_bold_is_set_in_no_table_style(parts):
    # In Word, bold twice, in the style of a table and of a paragraph in it, is not bold.
    styles = parts["word/styles.xml"].iter(f"{W}style")
    tables = [style for style in styles if style.get(f"{W}type") == "table"]
    assert [each for style in tables for each in style.iter(f"{W}b")] == []


def test_the_settings_are_those_of_present_word(parts):
    settings = parts["word/settings.xml"]
    compat = {
        each.get(f"{W}name"): each.get(f"{W}val") for each in settings.iter(f"{W}compatSetting")
    }
    assert compat["compatibilityMode"] == "15"
    language = parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language.get(f"{W}eastAsia") == "zh-CN"
