"""A unit's docx template as a package: its parts opened within bounds, filled, and saved again.

Nothing outside the file is followed, and what would run or load something is refused.
"""

import posixpath
import re
import zlib
from io import BytesIO
from itertools import count
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from perftui.writers.docx.ooxml import Element, R, serialised, w

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MOST_PARTS, _LARGEST, _LARGEST_XML = 2000, 64 * 2**20, 8 * 2**20
_XML = (".xml", ".rels")
_RUNNING = ("vbaproject", "vbadata", "activex")
_REACHING = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|DATABASE|IMPORT)\b")
_FOLLOWED = ("hyperlink", "attachedTemplate")
_DAMAGED = "不是完好的 Word 文档（docx），或有密码；请用 Word 或 WPS 打开另存后再用"
_DAMAGE = (BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, KeyError)


class BadTemplateError(Exception):
    """What is wrong with a template, as a sentence without the template's name and full stop."""


class Package:
    """The parts of a docx file; `main` is the name of the one that holds the text."""

    def __init__(self, content: bytes) -> None:
        """Open a docx file; raises BadTemplateError for what is none, or may not be a template."""
        self._parts = _unpacked(content)
        types = self.read(_CONTENT)
        self.main = self._main_part()
        self._refuse_programs(types)

    def read(self, name: str) -> Element:
        """Return the root of a part; raises BadTemplateError where it is missing or no XML."""
        content = self._parts.get(name)
        if content is None:
            raise BadTemplateError(_DAMAGED)
        return _parsed(content)

    def write(self, name: str, root: Element) -> None:
        """Put a part in the place of the one that has its name."""
        self._parts[name] = serialised(root)

    def text_of(self, name: str) -> str:
        """Return all the text of a part; nothing of a part that is missing."""
        return "".join(self.read(name).itertext(w("t"))) if name in self._parts else ""

    def target(self, relation_id: str) -> str:
        """Return the part a relationship of the text leads to; raises BadTemplateError for none."""
        for relation in self._relations(self.main):
            if relation.get("Id") == relation_id and relation.get("TargetMode") != "External":
                return _resolved(self.main, relation.get("Target", ""))
        raise BadTemplateError("页眉或页脚损坏，请用 Word 或 WPS 打开另存后再用")

    def parts_of(self, kind: str) -> tuple[str, ...]:
        """Return the parts the text relates to as a kind: header, footer, footnotes."""
        return tuple(
            _resolved(self.main, relation.get("Target", ""))
            for relation in self._relations(self.main)
            if relation.get("Type", "").endswith(f"/{kind}")
            and relation.get("TargetMode") != "External"
        )

    def add(self, kind: str, root: Element, like: str = "") -> str:
        """Add a header or footer, with the relationships of one it is like.

        Returns the id by which the text refers to it.
        """
        folder = posixpath.dirname(self.main)
        names = (posixpath.join(folder, f"{kind}{number}.xml") for number in count(1))
        name = next(name for name in names if name not in self._parts)
        self.write(name, root)
        if like and (relations := self._parts.get(_relations_of(like))):
            self._parts[_relations_of(name)] = relations
        self._declare(name, f"{_WORD}.{kind}+xml")
        return self._relate(self.main, f"{R}/{kind}", posixpath.basename(name))

    def set_properties(self, root: Element) -> None:
        """Put the properties of the document in the place of the template's."""
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
        for relation in self._relations(""):
            if relation.get("Type") == f"{kind}core-properties":
                self.write(_resolved("", relation.get("Target", "")), root)
                return
        name = "docProps/core.xml"
        self.write(name, root)
        self._declare(name, "application/vnd.openxmlformats-package.core-properties+xml")
        self._relate("", f"{kind}core-properties", name)

    def forget_origin(self) -> None:
        """Drop the picture of the template, and what it is attached to on its author's machine."""
        for relation in list(relations := self._relations("")):
            if relation.get("Type", "").endswith("/thumbnail"):
                self._parts.pop(_resolved("", relation.get("Target", "")), None)
                relations.remove(relation)
                self.write(_relations_of(""), relations)
        for settings in self.parts_of("settings"):
            root = self.read(settings)
            for attached in list(root.iter(w("attachedTemplate"))):
                parent_of(attached).remove(attached)
            self.write(settings, root)
            relations = self._relations(settings)
            for relation in list(relations):
                if relation.get("Type", "").endswith("/attachedTemplate"):
                    relations.remove(relation)
                    self.write(_relations_of(settings), relations)

    def save(self) -> bytes:
        """Return the package, the same bytes for the same parts."""
        written = BytesIO()
        names = sorted(self._parts, key=lambda name: (name != _CONTENT, not name.endswith(".rels")))
        with ZipFile(written, "w", ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(ZipInfo(name), self._parts[name], ZIP_DEFLATED)
        return written.getvalue()

    def _main_part(self) -> str:
        for relation in self._relations(""):
            if relation.get("Type", "") == f"{R}/officeDocument":
                return _resolved("", relation.get("Target", ""))
        raise BadTemplateError("不是普通的 Word 文档，请另存为「Word 文档（*.docx）」再用")

    def _refuse_programs(self, types: Element) -> None:
        kinds = [kind.get("ContentType", "").lower() for kind in types]
        names = [name.lower() for name in self._parts]
        if any("macroenabled" in kind for kind in kinds) or any(
            word in name for name in names for word in _RUNNING
        ):
            raise BadTemplateError("里面有宏或控件程序，不能用；请另存为不带宏的 docx")
        if any("embeddings/" in name for name in names):
            raise BadTemplateError("里面嵌有别的文件，不能用；请删去嵌入的对象后再用")
        if any(".." in name.split("/") or name.startswith(("/", "\\")) for name in names):
            raise BadTemplateError(_DAMAGED)
        for name in self._parts:
            if name.startswith("word/") and name.endswith(".xml"):
                self._refuse_reaching_fields(self.read(name))
            if name.endswith(".rels"):
                self._refuse_outside(self.read(name))
        # A .dotx that was renamed: what is written is a document.
        for kind in types:
            if kind.get("ContentType", "").endswith("template.main+xml"):
                kind.set("ContentType", f"{_WORD}.document.main+xml")
                self.write(_CONTENT, types)

    def _refuse_reaching_fields(self, root: Element) -> None:
        simple = (field.get(w("instr"), "") for field in root.iter(w("fldSimple")))
        instructions = " ".join((*simple, "".join(root.itertext(w("instrText")))))
        if _REACHING.search(instructions.upper()):
            raise BadTemplateError("里面有取用外面内容的域（如 DDE、INCLUDETEXT），请删去后再用")

    def _refuse_outside(self, relations: Element) -> None:
        for relation in relations:
            kind = relation.get("Type", "").rpartition("/")[2]
            if relation.get("TargetMode") == "External" and kind not in _FOLLOWED:
                raise BadTemplateError("链接着外面的文件（如链接的图片），请改为嵌入或删去后再用")

    def _relations(self, name: str) -> Element:
        content = self._parts.get(_relations_of(name))
        if content is None:
            return etree.Element(f"{{{_RELATIONSHIPS}}}Relationships")
        return _parsed(content)

    def _relate(self, source: str, kind: str, target: str) -> str:
        relations = self._relations(source)
        taken = {relation.get("Id") for relation in relations}
        relation_id = next(name for name in (f"rId{n}" for n in count(1)) if name not in taken)
        etree.SubElement(
            relations,
            f"{{{_RELATIONSHIPS}}}Relationship",
            {"Id": relation_id, "Type": kind, "Target": target},
        )
        self.write(_relations_of(source), relations)
        return relation_id

    def _declare(self, name: str, kind: str) -> None:
        types = self.read(_CONTENT)
        space = etree.QName(types).namespace
        etree.SubElement(
            types, f"{{{space}}}Override", {"PartName": f"/{name}", "ContentType": kind}
        )
        self.write(_CONTENT, types)


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package; raises BadTemplateError for a damaged or large one."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _LARGEST:
                raise BadTemplateError("解开后太大，不像模板，请删去图片等多余的内容")
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except _DAMAGE:
        raise BadTemplateError(_DAMAGED) from None
    for name, part in parts.items():
        if name.lower().endswith(_XML) and len(part) > _LARGEST_XML:
            raise BadTemplateError("里面的内容太多，不像模板，请只留下一份空表")
    return parts


def _parsed(content: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BadTemplateError(_DAMAGED) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadTemplateError("里面有文档类型声明（DTD），不是正常的 Word 文档")
    return root


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _resolved(source: str, target: str) -> str:
    """Return the name of the part that a relationship of another one names."""
    joined = posixpath.join("/", posixpath.dirname(source), target)
    return posixpath.normpath(joined).lstrip("/")


def parent_of(child: Element) -> Element:
    """Return what an element stands in."""
    parent = child.getparent()
    assert parent is not None
    return parent
