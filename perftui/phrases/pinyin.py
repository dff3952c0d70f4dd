"""Pinyin: of phrases when they are stored, and what letters typed instead of words may mean."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, product

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTERS = re.compile("[a-züü' ]{2,60}")
# The commonest reading in forms, where a dictionary begins with another.
_READINGS = {"调": "tiao", "长": "chang"}
# Words in which a character is read otherwise; not where two words only meet.
_WORDS = {
    "增长|成长": ("长", "zhang"),
    "[局处科校院家部组会市县区镇乡]长(?![期远效])": ("长", "zhang"),
    "调[研查度动取配换入出令]|抽调|强调|外调": ("调", "diao"),
    "重[新复组叠合做排]|(?<!注)重建": ("重", "chong"),
    "增重|体重": ("重", "zhong"),
    "银行|(?<![进执举实施运推])行业|[加删]行|复制行|行[上下]移": ("行", "hang"),
    "(?<!大)会计": ("会", "kuai"),
    "参差": ("差", "ci"),
    "(?<!支)出差|差旅": ("差", "chai"),
    "给予|供给|补给|给付|自给": ("给", "ji"),
    "音乐": ("乐", "yue"),
    "降[低本价温解幅]|下降": ("降", "jiang"),
    "处[理置罚分]|相处": ("处", "chu"),
    "率[先领]": ("率", "shuai"),
    "还款|归还|偿还|退还": ("还", "huan"),
}
_IN_WORDS = [(re.compile(pattern), char, reading) for pattern, (char, reading) in _WORDS.items()]
# Which finals follow each initial: all syllables of standard Chinese, without tones.
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_SYLLABLES = frozenset(
    initial + final for initial, finals in _FINALS.items() for final in finals.split()
)
_LONGEST = 6
# What is written out has more letters a part than this; fewer may still be initials.
_LETTERS_A_PART = 2
_READ_AS = 3


@dataclass(frozen=True)
class Spelled:
    """Letters read as pinyin, a syllable or an initial for each character."""

    parts: tuple[str, ...]

    @property
    def initials(self) -> str:
        """The first letter of each part."""
        return "".join(part[0] for part in self.parts)

    @property
    def syllables(self) -> tuple[str, ...]:
        """The parts that are written out."""
        return tuple(part for part in self.parts if len(part) > 1 and part in _SYLLABLES)


def pinyin_of(text: str) -> str:
    """Return the syllables of a text's Chinese characters, without tones, set apart by blanks.

    Each character by its commonest reading, but for words in which it is another. Loads the table
    of readings when it is first called.
    """
    spelled = [f" {_reading(char)} " if _HAN.match(char) else char for char in text]
    for pattern, char, reading in _IN_WORDS:
        if char in text:
            for word in pattern.finditer(text):
                spelled[text.index(char, *word.span())] = f" {reading} "
    return " ".join(re.findall("[a-z]+", "".join(spelled)))


def initials_of(pinyin: str) -> str:
    """Return the first letters of syllables."""
    return "".join(syllable[0] for syllable in pinyin.split())


def spells(letters: str, pinyin: str) -> bool:
    """Whether letters stand for some syllables in a row, each written out or as it begins.

    Of ren cai da sha: `rcds`, `rencai`, `dasha`, `rencds`, but not `rds`.
    """
    syllables = pinyin.split()
    ends = {(0, at) for at in range(len(syllables))}
    while ends:
        if any(done == len(letters) for done, _ in ends):
            return True
        ends = {
            (done + taken, at + 1)
            for done, at in ends
            if at < len(syllables)
            for taken in range(1, len(syllables[at]) + 1)
            if letters.startswith(syllables[at][:taken], done)
        }
    return False


@lru_cache(maxsize=64)
def read_letters(typed: str) -> tuple[Spelled, ...]:
    """Return what typed letters may mean, the likelier first; () if they are no pinyin.

    `ysjzxbn` are initials, `yusuanzhixing` is written out, `yusuanzx` is both.
    """
    letters = re.sub("[ln]ue", lambda found: found[0][0] + "ve", typed.strip().lower())
    letters = letters.replace("ü", "v")
    bare = re.sub("[' ]", "", letters)
    if not bare or not _LETTERS.fullmatch(letters):
        return ()
    ways = [_cut(run) for run in re.split("[' ]+", letters) if run]
    spelled = [Spelled(tuple(chain.from_iterable(parts))) for parts in product(*ways)][:_READ_AS]
    if len(spelled[0].parts) * _LETTERS_A_PART > len(bare):
        spelled.append(Spelled(tuple(bare)))
    return tuple(dict.fromkeys(spelled))


def _cut(letters: str) -> list[tuple[str, ...]]:
    """Cut letters into the fewest syllables and initials, in all ways that are as good.

    The last syllable may be unfinished.
    """
    best: list[tuple[int, list[tuple[str, ...]]]] = [(0, [()])]
    for end in range(1, len(letters) + 1):
        costs = {
            begin: best[begin][0] + cost
            for begin in range(max(0, end - _LONGEST), end)
            if (cost := _cost(letters[begin:end], end == len(letters)))
        }
        least = min(costs.values())
        ways = [
            (*way, letters[begin:end])
            for begin in sorted(begin for begin, cost in costs.items() if cost == least)
            for way in best[begin][1]
        ]
        best.append((least, ways[:_READ_AS]))
    return best[-1][1]


def _cost(part: str, is_last: bool) -> int:
    if part in _SYLLABLES:
        return 10
    if len(part) == 1 or part in ("zh", "ch", "sh"):
        return 12
    if is_last and any(syllable.startswith(part) for syllable in _SYLLABLES):
        return 15
    return 0


@cache
def _reading(char: str) -> str:
    from pypinyin import lazy_pinyin  # a table of all characters, wanted only to store phrases

    return _READINGS.get(char) or " ".join(lazy_pinyin(char))
