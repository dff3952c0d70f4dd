"""The calculator: what spreadsheets compute, in decimals, and nothing that cannot be known."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.readers.formats.formulas.calculator import Calculator
from perftui.readers.formats.formulas.values import Fault, Formula
from perftui.readers.formats.sheets.number_formats import kept, plain, printed, shown

CELLS = {
    (1, 1): Decimal("13180638"),
    (2, 1): Decimal("11666020.85"),
    (3, 1): Decimal("-2.5"),
    (4, 1): "文字",
    (5, 1): "12",
    (6, 1): True,
    (8, 1): Decimal(0),
    (1, 2): Decimal(43938),
}
OTHER = {(1, 1): Decimal(7), (2, 1): Formula("A1*2"), (3, 1): Formula("A4"), (4, 1): Formula("A3")}
NAMES = {"预算数": "表!$A$1", "率": "ROUND(表!$A$2/预算数,2)", "自己": "自己+1"}


def worked_out(formula, names=NAMES):
    sheets = {"表": {**CELLS, (20, 9): Formula(formula)}, "另's 表": OTHER}
    return Calculator(sheets, names).value("表", (20, 9))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=ROUND(A2/A1,2)", Decimal("0.89")),
        ("=-2^2", 4),
        ("=2^3^2", 64),
        ("=2^-1", Decimal("0.5")),
        ("=10+200%%*3", Decimal("10.06")),
        ("=1+2*3-4/2", 5),
        ('="a"&1/4&TRUE', "a0.25TRUE"),
        ("=1/3*3=1", True),
        ("=3>2>1", True),
        ('=A4="文字"', True),
        ('=C9=""', True),
        ("=C9=0", True),
        ("=A4>5", True),
        ("=A5+1", 13),
        ('="1,245.50"+"50%"', Decimal("1246")),
        ("=SUM(A:A)", Decimal("24846656.35")),
        ("=SUM(A1:A8,1)", Decimal("24846657.35")),
        ("=SUM(1:1)", Decimal("13224576")),
        ("=SUM('另''s 表'!A1:A2)", 21),
        ("='另''S 表'!$A$2", 14),
        ("=预算数-1", 13180637),
        ("=率", Decimal("0.89")),
        ("=COUNT(A1:A8)&COUNTA(A1:A8)", "47"),
        ("=AVERAGE(A8:A9)", 0),
        ("=MAX(A1:A8)", 13180638),
        ("=MIN(A4:A7)", 0),
        ("=PRODUCT(2,3)", 6),
        ("=SUMPRODUCT(A1:A3,A1:A3)-A1*A1-A2*A2", Decimal("6.25")),
        ("=SUBTOTAL(109,A3:A8)", Decimal("-2.5")),
        ('=SUMIF(A1:A8,">0")', Decimal("24846658.85")),
        ('=SUMIF(A4:A5,"文字",A1:A2)', 13180638),
        ('=COUNTIF(A1:A10,"<>文字")', 9),
        ("=ROUND(2.675,2)", Decimal("2.68")),
        ("=ROUND(-2.5,0)", -3),
        ("=ROUND(A1,-3)", 13181000),
        ("=ROUNDUP(-2.11,1)", Decimal("-2.2")),
        ("=ROUNDDOWN(-2.19,1)", Decimal("-2.1")),
        ("=TRUNC(2.9)", 2),
        ("=MOD(-3,2)", 1),
        ("=INT(4.35*100)", 435),
        ("=INT(-2.5)", -3),
        ("=ABS(A3)", Decimal("2.5")),
        ('=IF(A1>0,"正","负")', "正"),
        ("=IF(A8,1)", False),
        ('=IF(A8=0,"空",1/0)', "空"),
        ('=IFERROR(1/0,"无")', "无"),
        ("=AND(1,TRUE,NOT(FALSE))", True),
        ("=OR(A8:A9)", False),
        ("=ISERROR(1/0)", True),
        ("=ISNUMBER(A4)", False),
        ("=ISBLANK(C9)", True),
        ('=TEXT(0.95333,"0.00%")', "95.33%"),
        ('=TEXT(B1,"yyyy年mm月d日")', "2020年04月17日"),
        ('=TEXT(1187376.456,"#,##0.00")', "1,187,376.46"),
        ("=DATE(2020,14,31)", 44258),
        ('=YEAR(B1)-1&"年度"', "2019年度"),
        ("=MONTH(B1)+DAY(B1)", 21),
        ('=CONCATENATE(A5,"元",A8)', "12元0"),
        ("=_xlfn.CONCAT(A5)", "12"),
        ('=VALUE("¥12.5")', Decimal("12.5")),
        ("=C9", 0),
        ("=0.1+0.2-0.3", 0),
    ],
)
def test_formulas_give_what_spreadsheets_give(formula, value):
    assert worked_out(formula) == value


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("=1/0", "#DIV/0!"),
        ("=0^-1", "#DIV/0!"),
        ("=0^0", "#NUM!"),
        ("=(-1)^0.5", "#NUM!"),
        ("=9E300*9E300", "#NUM!"),
        ("=A4+1", "#VALUE!"),
        ("=#REF!+1", "#REF!"),
        ("=XFE1", "#REF!"),
        ("=AVERAGE(C1:C2)", "#DIV/0!"),
        ("=MOD(1,0)", "#DIV/0!"),
        ("=DATE(99999,1,1)", "#NUM!"),
    ],
)
def test_errors_are_those_of_spreadsheets(formula, code):
    assert worked_out(formula) == Fault(code)


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("=TODAY()", "TODAY"),
        ("=VLOOKUP(1,A1:B2,2)", "VLOOKUP"),
        ("=ROUND(1,2,3)", "参数"),
        ("=[1]表!A1", "别的文件"),
        ("='[a.xlsx]表'!A1", "别的文件"),
        ("=没有!A1", "没有读到"),
        ("=没有", "名称"),
        ("=自己", "循环"),
        ("='另''s 表'!A3", "循环"),
        ("=I20", "循环"),
        ("=A1:A2", "一片"),
        ('=SUMIF(A1:A8,"*字")', "通配符"),
        ("=1+", "写法"),
        ("=(1,2)", "写法"),
        ("={1,2}", "写法"),
        ("=", "写法"),
        (f"={'(' * 99}1{')' * 99}", "太深"),
        ("=" + "1+" * 9000 + "1", "太长"),
        ("=IFERROR(TODAY(),1)", "TODAY"),
    ],
)
def test_what_cannot_be_known_says_why(formula, why):
    value = worked_out(formula)
    assert isinstance(value, Fault)
    assert not value.code
    assert why in value.reason


def test_a_long_chain_of_cells_is_worked_out():
    chain = {(row, 1): Formula(f"A{row + 1}+1") for row in range(1, 4000)}
    assert Calculator({"表": {**chain, (4000, 1): Decimal(1)}}).value("表", (1, 1)) == 4000


def test_names_within_names_are_worked_out_once():
    names = {f"名_{n}": f"名_{n + 1}+名_{n + 1}" for n in range(40)} | {"名_40": "1"}
    assert worked_out("=名_0", names) == 2**40


def test_a_formula_moved_to_another_cell_moves_what_is_not_fixed():
    cells = {(1, 1): Decimal(5), (2, 2): Decimal(7), (9, 9): Formula("A1+$A$1", 1, 1)}
    assert Calculator({"表": cells}).value("表", (9, 9)) == 12


numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=2, allow_nan=False)


@st.composite
def expressions(draw, depth=3):
    """Draw a formula, and what Python's decimals make of it."""
    if depth == 0 or draw(st.booleans()):
        number = abs(draw(numbers))
        return f"{number:f}", number
    left, first = draw(expressions(depth - 1))
    right, second = draw(expressions(depth - 1))
    match draw(st.sampled_from(["+", "-", "*", "/", "ROUND", "MAX", "IF"])):
        case "ROUND":
            return f"ROUND({left},1)", kept(first).quantize(Decimal("0.1"), ROUND_HALF_UP)
        case "MAX":
            return f"MAX({left},{right})", max(first, second)
        case "IF":
            return f"IF({left}>={right},{left},{right})", max(kept(first), kept(second))
        case "/" if second == 0:
            return f"({left}+{right})", first + second
        case sign:
            with localcontext() as context:
                context.prec = 60
                made = {
                    "+": first + second,
                    "-": first - second,
                    "*": first * second,
                    "/": first / second if second else Decimal(0),
                }
            return f"({left}{sign}{right})", made[sign]


@settings(max_examples=80, deadline=None)
@given(expressions())
def test_the_calculator_agrees_with_decimals(drawn):
    formula, value = drawn
    found = worked_out(f"={formula}")
    assert isinstance(found, Decimal)
    assert abs(found - value) <= abs(value) * Decimal("1e-12") + Decimal("1e-9")


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="A1B2:$!'\"()+-*/^&=<>%,.#{}[]SUMIF表 ", max_size=40))
def test_any_text_is_worked_out_or_is_a_fault(text):
    worked_out(f"={text}")


@given(numbers, st.sampled_from(["General", "0", "#,##0", "#,##0.00", "0.0#", "¥0.00"]))
def test_no_format_loses_digits(number, code):
    text = shown(number, code).text
    assert Decimal(text.replace(",", "").replace("¥", "")) == number


@given(numbers, st.sampled_from(["0", "#,##0.0", "0.0%"]))
def test_printing_rounds_a_half_away_from_zero(number, code):
    text = (printed(number, code) or "").replace(",", "")
    value = Decimal(text.removesuffix("%"))
    exact = number * 100 if text.endswith("%") else number
    assert value == exact.quantize(value, ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("1187376", '#!.0000"万元"', "118.7376万元"),
        ("1187376", '0!.0,"万元"', "118.7376万元"),
        ("1187376", "#,##0,", "1,187.376"),
        ("-1187376", "[$¥-804]#,##0.00", "¥-1,187,376.00"),
        ("-12", "0.00;[Red]0.00", "-12.00"),
        ("12", 'G/通用格式"分"', "12分"),
        ("7", "000", "007"),
        ("0", "0;-0;;@", ""),
        ("0", "#,###", "0"),
        ("0", '"-";"-";"-"', "0"),
        ("59", '[>=60]"合格";"不合格"', "不合格"),
        ("0.25", "# ?/?", "0.25"),
        ("1187376", "0.00E+00", "1187376"),
        ("1E+30", "0.00", "1E+30"),
        ("5.55E-17", "0.00", "0.00"),
        ("43938", "[DBNum1][$-804]yyyy年m月d日;@", "2020-04-17"),
        ("43938", "mmm-yy", "2020年4月"),
        ("43938", "yyyy年", "2020年"),
        ("1.5", "[h]:mm:ss", "36:00"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("60", "yyyy-mm-dd", "60"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
    ],
)
def test_formats_of_chinese_offices(value, code, text):
    assert shown(Decimal(value), code).text == text


@given(st.text(max_size=30), numbers)
def test_any_format_shows_something_and_fails_at_nothing(code, number):
    assert isinstance(shown(number, code).text, str)


@pytest.mark.parametrize(
    ("number", "text"),
    [("0.30000000000000004", "0.3"), ("6.00", "6"), ("1234567890123456", "1234567890123460")],
)
def test_numbers_have_fifteen_digits(number, text):
    assert plain(Decimal(number)) == text
