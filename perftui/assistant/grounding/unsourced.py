"""The answer to 检查出处: what the narratives state that has no source outside them."""

from perftui.assistant.grounding.checking import ungrounded
from perftui.assistant.grounding.sources import sources_of
from perftui.assistant.state import Scene
from perftui.evaluation.fields import NARRATIVES, bare_label

NONE_FOUND = "三段叙述里未发现无出处的数字、日期和名称。出处有了，数字是否属实还要您核对。"


def ungrounded_in(scene: Scene) -> str:
    """Say which figures, dates and names of the narratives stand neither in the rest of the form
    nor in what the user said, a line for each narrative.
    """
    sources = sources_of(scene, without=NARRATIVES)
    found = {
        name: [fact for fact in ungrounded(getattr(scene.form, name), sources) if not fact.is_vague]
        for name in NARRATIVES
    }
    texts = {
        bare_label(scene.profile, name): list(dict.fromkeys(fact.text.strip() for fact in several))
        for name, several in found.items()
        if several
    }
    if not texts:
        return NONE_FOUND
    return "\n".join(
        (
            "下面这些在表的其他栏目和您说的话里都没有，请逐一核对：",
            *(
                f"{label}：{''.join(f'「{text}」' for text in several)}"
                for label, several in texts.items()
            ),
        )
    )
