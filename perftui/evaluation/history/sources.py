"""Where a value comes from that nobody typed: the words that an edit keeps of it."""

SUGGESTED = "推荐语句"
FIXED = "自动修正"
DRAFTED = "起草"
TAKEN_BACK = "取消一处改动"
ELSEWHERE = "在别处改的"
FOUND_AGAIN = "找回的"
MERGED = "合到一起的"


def told_source(source: str) -> str:
    """Return what is said of a source behind a change; nothing of what was typed."""
    return f"（来自：{source}）" if source else ""
