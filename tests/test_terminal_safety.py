"""No byte of content, arguments, variables or names reaches a terminal as a command."""

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from heal_cli.commands import COMMANDS
from heal_cli.settings import ENDINGS, FORMATS
from tests.conftest import SHARED, Answer, Heal, write_topic
from tests.fuzzing import examples
from tests.test_screen import on_terminal

ATTACKS = {
    # what a terminal answers by typing, or keeps, or runs
    "clipboard (OSC 52)": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "clipboard query (OSC 52)": "\x1b]52;c;?\x1b\\",
    "window title (OSC 0)": "\x1b]0;pwned\x07",
    "window title (OSC 2)": "\x1b]2;pwned\x1b\\",
    "title report": "\x1b[21t",
    "title stack": "\x1b[22;0t\x1b[23;0t",
    "working folder (OSC 7)": "\x1b]7;file:///etc\x07",
    "hyperlink (OSC 8)": "\x1b]8;;https://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "hyperlink to a file (OSC 8)": "\x1b]8;;file:///etc/passwd\x07here\x1b]8;;\x07",
    "unclosed hyperlink (OSC 8)": "\x1b]8;id=1;https://evil.example/\x1b\\",
    "notification (OSC 9)": "\x1b]9;pwned\x07",
    "palette (OSC 4)": "\x1b]4;0;rgb:ff/ff/ff\x07",
    "palette query (OSC 11)": "\x1b]11;?\x07",
    "shell mark (OSC 133)": "\x1b]133;C\x07",
    "inline file (OSC 1337)": "\x1b]1337;File=inline=1:AAAA\x07",
    "remote control (OSC 777)": "\x1b]777;notify;a;b\x07",
    "status query (DECRQSS)": '\x1bP$q"p\x1b\\',
    "capability query (XTGETTCAP)": "\x1bP+q544e\x1b\\",
    "user-defined keys (DECUDK)": "\x1bP0;1|17/0d\x1b\\",
    "sixel picture": "\x1bPq#0;2;0;0;0~-\x1b\\",
    "application command (APC)": "\x1b_Gi=1;AAAA\x1b\\",
    "privacy message (PM)": "\x1b^x\x1b\\",
    "start of string (SOS)": "\x1bXx\x1b\\",
    "device report": "\x1b[c",
    "second device report": "\x1b[>c",
    "cursor report": "\x1b[6n",
    "status report": "\x1b[5n",
    "checksum query (DECRQCRA)": "\x1b[1;1;1;1;1;1*y",
    "identify (DECID)": "\x1bZ",
    "answerback (ENQ)": "\x05",
    # what hides or moves text
    "colour": "\x1b[31mred\x1b[0m",
    "concealed text": "\x1b[8mhidden\x1b[28m",
    "clear screen": "\x1b[2J\x1b[H",
    "clear scrollback": "\x1b[3J",
    "reset (RIS)": "\x1bc",
    "alternate screen": "\x1b[?1049h",
    "bracketed paste": "\x1b[200~rm -rf ~\x1b[201~",
    "mouse reports": "\x1b[?1003h",
    "insert mode": "\x1b[4h",
    "scroll region": "\x1b[1;1r",
    "cursor up": "\x1b[1A\x1b[2K",
    "line drawing letters": "\x1b(0qqq",
    "shift out": "\x0eqqq\x0f",
    "media copy": "\x1b[5i",
    "8-bit CSI": "\x9b31m",
    "8-bit OSC": "\x9d0;pwned\x9c",
    "8-bit DCS": "\x90$qm\x9c",
    "8-bit next line": "a\x85b",
    "unfinished escape": "\x1b",
    "unfinished CSI": "\x1b[",
    "unfinished OSC": "\x1b]0;",
    "overstrike": "N\x08NO\x08O",
    "overwrite": "all is well\rnot at all",
    "backspaces": "harmless\x08\x08\x08\x08\x08\x08\x08\x08harmful",
    "delete": "a\x7fb",
    "bell": "\x07",
    "vertical tab": "a\x0bb",
    "form feed": "a\x0cb",
    "cancel": "\x18\x1a",
    "group separator": "a\x1db",
    "trojan source (RLO)": "\u202e} \u2066if admin\u2069 \u2066 begin",
    "trojan source (LRO)": "\u202dabc\u202c",
    "bidi embedding": "\u202aabc\u202b",
    "bidi isolate": "\u2067abc\u2068\u2069",
    "bidi marks": "\u200eabc\u200f\u061c",
    "zero-width space": "par\u200bacetamol",
    "zero-width joiners": "par\u200c\u200dacetamol",
    "word joiner": "par\u2060acetamol",
    "invisible plus": "\u2062\u2063\u2064",
    "byte order mark": "\ufeffa",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "half a letter": "\udc9b31m",
    # what a library below might read as its own
    "Rich link": "[link=file:///etc/passwd]here[/link]",
    "Rich style": "[bold red on blue]x[/bold red on blue]",
    "Rich closing tag": "[/]",
    "Rich action": "[@click=app.bell]x[/]",
    "emoji code": ":pile_of_poo:",
    "HTML": "<script>alert(1)</script><a href='javascript:1'>x</a>",
    "Markdown link": "[here](javascript:alert(1)) ![x](file:///etc/passwd)",
}
"""What has been used against terminals and those who read them, each with its name."""

MARKUP = [name for name, text in ATTACKS.items() if text.isascii() and text.isprintable()]
"""Attacks that are no more than text to a terminal, and so are shown as they stand."""

HIDDEN_LETTERS = {
    "soft hyphen": "par\xadacetamol",
    "tag letters": "fine\U000e0068\U000e0069\U000e0064\U000e0065",
    "deprecated controls": "a\u206a\u206fb",
    "vowel separator": "a\u180eb",
    "interlinear notes": "a\ufff9b\ufffac\ufffb",
    "Hangul filler": "a\u3164b",
    "half-width filler": "a\uffa0b",
    "Hangul jamo fillers": "a\u115f\u1160b",
    "grapheme joiner": "a\u034fb",
    "musical controls": "a\U0001d173b\U0001d17a",
    "shorthand controls": "a\U0001bca0b",
    "hidden selectors": "a\U000e0101\U000e0142b",
}
"""Letters that show nothing, take no room and can carry a text that nobody sees."""

_OF_OURS = re.compile(
    # the colours and looks that heal uses, and links to https with nothing but plain letters
    r"\x1b\[(?:0|(?:[1-4]|3[0-7]|9[0-7])(?:;(?:[1-4]|3[0-7]|9[0-7]))*)m"
    r"|\x1b\]8;(?:id=\d+)?;https://[!-~]+\x1b\\"
    r"|\x1b\]8;;\x1b\\"
)
_SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd")
"""Letters of the class Cf that show: signs that stand over or below numbers."""

_UNSEEN = frozenset(
    [*"\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0", *map(chr, range(0xE0100, 0xE01F0))]
)
"""Letters of other classes that do not show."""


LIKE_OURS = ["colour", "hyperlink (OSC 8)", "unclosed hyperlink (OSC 8)"]
"""Attacks in codes that heal itself writes, so that in colour they cannot be told apart."""

ALL = " ".join(ATTACKS.values())


def unsafe(text: str, colored: bool = True) -> str:
    """Return the first letter that a terminal may obey or nobody can see, or nothing."""
    for letter in sorted(set(_OF_OURS.sub("", text) if colored else text)):
        kind = unicodedata.category(letter)
        is_control = kind in {"Cc", "Cs", "Zl", "Zp"} and letter != "\n"
        if is_control or letter in _UNSEEN or (kind == "Cf" and letter not in _SEEN_FORMATS):
            return f"{letter!a} in {text[max(0, text.index(letter) - 40) :][:80]!a}"
    return ""


def assert_safe(answer: Answer, colored: bool = True) -> None:
    """Fail if an answer has a code that is not heal's own, or a letter that nobody sees."""
    assert unsafe(answer.out, colored) == ""
    assert unsafe(answer.err, colored) == ""
    assert "Traceback" not in answer.err
    opened = answer.out.count("\x1b]8;id=")
    assert answer.out.count("\x1b]8;;\x1b\\") == opened, "every link that is opened is closed"


def as_yaml(text: str) -> str:
    """Return text in YAML's double quotes, each letter by its number."""
    numbers = (f"\\U{ord(letter):08x}" for letter in text)
    return f'"{"".join(numbers)}"'


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[5mblink",
        "\x1b[38;5;1mmany colours",
        "\x1b]8;id=1;http://example.org\x1b\\",
        "\x1b]8;id=1;https://example.org/\u202e\x1b\\",
        "\x1b]8;id=1;file:///x\x1b\\",
        "\x1b[1A",
        *ATTACKS.values(),
        *HIDDEN_LETTERS.values(),
    ],
    ids=ascii,
)
def test_the_check_of_these_tests_sees_every_attack(text: str) -> None:
    is_markup = text.isascii() and text.isprintable()
    assert bool(unsafe(text, colored=False)) is not is_markup
    if text not in {ATTACKS[name] for name in LIKE_OURS}:
        assert bool(unsafe(text)) is not is_markup


ARGUMENTS = [
    ["show", "{}"],
    ["show", "green-tea", "{}"],
    ["show", "green-tea", "--section", "{}"],
    ["search", "{}"],
    ["search", "tea", "--in", "{}"],
    ["search", "tea", "--limit", "{}"],
    ["benefits", "{}"],
    ["benefits", "--evidence", "{}"],
    ["benefits", "--condition", "{}"],
    ["for", "{}"],
    ["why", "green-tea", "{}"],
    ["why", "{}", "tea"],
    ["define", "{}"],
    ["sources", "{}"],
    ["topics", "--category", "{}"],
    ["topics", "--from", "{}"],
    ["topics", "{}"],
    ["check", "{}"],
    ["new", "{}"],
    ["new", "tea", "--category", "{}"],
    ["help", "{}"],
    ["disclaimer", "{}"],
    ["about", "{}"],
    ["{}"],
    ["{}", "tea"],
    ["--{}"],
    ["topics", "--{}"],
    ["topics", "--format", "{}"],
    ["topics", "--width", "{}"],
    ["topics", "--color", "{}"],
    ["topics", "--content", "{}"],
    ["topics", "--output", "{}"],
    ["topics", "--output", "{}.md", "--format", "{}"],
]
"""Every place of a command line that text can stand in."""


def test_every_command_is_given_every_attack() -> None:
    assert {line[0] for line in ARGUMENTS} >= set(COMMANDS)


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files as old enough for their times to be trusted, as they soon are."""
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 0)


def typed(line: list[str], text: str) -> list[str]:
    """Return a command line with a text in its place."""
    return [part.replace("{}", text) for part in line]


@pytest.mark.parametrize("color", ["always", "never"])
@pytest.mark.parametrize("line", ARGUMENTS, ids=" ".join)
@pytest.mark.usefixtures("library")
def test_no_argument_of_any_command_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, line: list[str], color: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_safe(heal("--color", color, *typed(line, ALL)), color == "always")


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.usefixtures("library")
def test_no_attack_that_is_typed_reaches_a_terminal(heal: Heal, attack: str) -> None:
    for line in (["show", "{}"], ["topics", "--width", "{}"], ["topics", "--{}"]):
        assert_safe(heal("--color", "always", *typed(line, ATTACKS[attack])))
        assert_safe(heal("--color", "never", *typed(line, ATTACKS[attack])), colored=False)


VARIABLES = [
    *("HEAL_FORMAT", "HEAL_WIDTH", "HEAL_COLOR", "HEAL_USE_PAGER", "HEAL_CONTENT"),
    *("HEAL_PAGER", "PAGER", "LESS", "TERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"),
    *("CLICOLOR_FORCE", "LANG", "LC_ALL", "LOCALAPPDATA", "HOME", "XDG_DATA_HOME"),
]


@pytest.mark.parametrize("name", VARIABLES)
@pytest.mark.usefixtures("library")
def test_no_variable_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, ALL)
    assert_safe(heal("show", "green-tea"))
    for format_name in FORMATS:
        # A flag stands before the variable, so that the page itself is reached.
        page = ["help", "environment", "--format", format_name, "--width", "80"]
        assert_safe(heal(*page, "--color", "always"))
        assert_safe(heal(*page, "--color", "never"), colored=False)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_in_a_variable_reaches_a_terminal(
    heal: Heal, attack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LESS", "PAGER", "TERM", "LANG", "LOCALAPPDATA"):
        monkeypatch.setenv(name, ATTACKS[attack])
    assert_safe(heal("help", "environment", "--color", "always"))
    assert_safe(heal("help", "environment", "--color", "never"), colored=False)
    monkeypatch.setenv("HEAL_WIDTH", ATTACKS[attack])
    assert_safe(heal("topics", "--color", "always"))


TOPIC = """\
title: {text}
also_called: [{text}]
keywords: [{text}]
summary: {text}
origin: {text}
reviewed: 2026-11-22
explanation:
  - heading: {text}
    text: {text}
    figure:
      {{kind: steps, title: {text}, note: {text}, rows: [{{label: {text}, text: {text}}}],
       sources: [doe-2020]}}
  - heading: A
    text: b
    figure: {{kind: bars, title: t, unit: {text}, sources: [doe-2020],
             rows: [{{label: {text}, value: 3, note: {text}}}]}}
  - heading: B
    text: b
    figure: {{kind: bands, title: t, sources: [doe-2020],
             rows: [{{range: {text}, label: {text}, note: {text}}}]}}
  - heading: C
    text: b
    figure: {{kind: table, title: t, sources: [doe-2020], columns: [{text}, b],
             rows: [[{text}, {text}]]}}
benefits:
  - claim: {text}
    condition: hiccups
    therapy: water
    evidence: mixed
    qualifier: {text}
    finding: {text}
    sources: [doe-2020]
cautions: [{text}]
get_help:
  - {{when: soon, text: {text}}}
related: [green-tea]
"""
"""A topic with one text in every field that takes any."""

STRICT_FIELDS = {
    "reviewed": "reviewed: 2026-11-22",
    "evidence": "evidence: mixed",
    "condition": "condition: hiccups",
    "therapy": "therapy: water",
    "sources": "    sources: [doe-2020]\ncautions",
    "related": "related: [green-tea]",
    "when": "when: soon",
    "value": "value: 3",
    "kind": "kind: steps",
}
"""Fields that take only some words, with what stands there; each is tried on its own."""

WORKS = """\
doe-2020:
  {{authors: {text}, title: {text}, published: {text}, year: 2020, kind: trial, shows: {text},
   status: checked, note: {text}, doi: 10.1000/1}}
"""
BESIDE = {
    "sources": WORKS,
    "glossary": "{text}: {{definition: {text}, also_called: [{text}]}}\n",
    "categories": "drinks: {{title: {text}, also_called: [{text}]}}\n",
    "conditions": "hiccups: {{title: {text}, keywords: [{text}]}}\n",
    "therapies": "water: {{title: {text}}}\n",
    "urgent": "choking: {{title: {text}, phrases: [choking, {text}], advice: {text}}}\n",
    "synonyms": "{text}: {{same_as: [{text}]}}\n",
}
"""The files that topics share, with one text in every field that takes any."""

SHOWN = [
    ["topics"],
    ["show", "odd", "green-tea"],
    ["search", "choking", "tea", "odd", "--explain"],
    ["benefits", "odd"],
    ["benefits"],
    ["for", "hiccups"],
    ["why", "odd", "hiccups"],
    ["sources"],
    ["about"],
]
"""Command lines that show, between them, every field of a library."""


def fill(root: Path, text: str) -> None:
    """Write a library whose every field is a text, as YAML writes it."""
    for name, shape in BESIDE.items():
        (root / f"{name}.yaml").write_text(shape.format(text=text), "utf-8")
    whole = TOPIC.format(text=text)
    folder = root / "topics/drinks"
    (folder / "odd.yaml").write_text(whole, "utf-8")
    plain = TOPIC.format(text="words")
    for name, good in STRICT_FIELDS.items():
        assert good in plain
        field, _, _ = good.partition(": ")
        end = "\ncautions" if name == "sources" else ""
        bad = plain.replace(good, f"{field}: {text}{end}")
        (folder / f"bad-{name}.yaml").write_text(bad, "utf-8")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_content_reaches_a_terminal_as_a_code(
    heal: Heal, library: Path, attack: str
) -> None:
    text = ATTACKS[attack]
    fill(library, as_yaml(text))
    if attack in MARKUP:
        assert heal("show", "odd").code == 0, "what is only text is shown"
    lines = SHOWN if attack in MARKUP else [["show", "odd"], ["for", "hiccups"]]
    for number, line in enumerate([*lines, ["define", text]]):
        assert_safe(heal(*line, "--color", "always"))
        other = FORMATS[number % len(FORMATS)]
        assert_safe(heal(*line, "--color", "never", "--format", other), colored=False)
    assert_safe(heal("check", str(library), "--color", "never"), colored=False)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_raw_byte_of_a_file_reaches_a_terminal(
    heal: Heal, library: Path, attack: str
) -> None:
    text = ATTACKS[attack]
    data = TOPIC.format(text=text).encode("utf-8", "surrogateescape")
    (library / "topics/drinks/odd.yaml").write_bytes(data)
    works = f"{text}: {{title: {text}}}\n".encode("utf-8", "surrogateescape")
    (library / "conditions.yaml").write_bytes(works)
    for line in (["show", "odd"], ["for", "hiccups"]):
        assert_safe(heal(*line, "--color", "never"), colored=attack in MARKUP)


ADDRESSES = {
    "url": [
        *("file:///etc/passwd", "javascript:alert(1)", "http://example.org", "data:,x", "//x"),
        *("HTTPS://example.org", "https://a\x1b\\b", "https://a b", "https://a\x07"),
        *("https://a\u200b.org", "https://a\x9cb", "https://a\\b", "https://a'b", "https://"),
    ],
    "doi": ["10.1000/a\x1b]8;;file:///x\x07", "10.1000/a\u202eb", "10.1000/\x9c", "../../x"],
    "pmid": ["1\x1b[31m", "../x"],
    "pmcid": ["PMC1/../../x", "PMC1\x07", "PMC1\x1b"],
}
"""Addresses that lead elsewhere, or that are more than an address."""


@pytest.mark.parametrize(
    ("field", "address"),
    [(field, address) for field, addresses in ADDRESSES.items() for address in addresses],
    ids=ascii,
)
def test_no_address_leads_anywhere_but_to_https(
    heal: Heal, library: Path, field: str, address: str
) -> None:
    works = SHARED["sources"].replace("doi: 10.1000/1", f"{field}: {as_yaml(address)}")
    (library / "sources.yaml").write_text(works, "utf-8")
    for command in (["show", "green-tea"], ["sources"]):
        answer = heal(*command, "--color", "always")
        assert_safe(answer)
        targets = re.findall(r"\x1b\]8;id=\d+;([^\x1b]*)\x1b", answer.out)
        targets += re.findall(r'href="([^#"][^"]*)"', heal(*command, "--format", "html").out)
        assert all(target.startswith("https://") for target in targets)


def test_a_link_of_a_source_is_there_to_be_checked(heal: Heal, library: Path) -> None:
    page = heal("show", "green-tea", "--color", "always").out
    assert len(re.findall(r"\x1b\]8;id=\d+;https://doi.org/10.1000/1\x1b", page)) == 1


@pytest.mark.parametrize("attack", ["Rich link", "Rich style", "emoji code", "HTML"])
def test_markup_of_others_is_shown_to_the_letter(
    heal: Heal, library: Path, attack: str
) -> None:
    fill(library, as_yaml(ATTACKS[attack]))
    page = heal("show", "odd", "--width", "1000").out
    assert page.count(ATTACKS[attack]) >= 20
    assert ATTACKS[attack] in heal("topics", "--width", "1000").out
    assert ATTACKS[attack] in heal("show", ATTACKS[attack] + "x", "--width", "300").err


def as_name(text: str) -> str:
    """Return text as a file may be called."""
    return text.replace("/", "\u2215") or "_"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_name_of_a_file_or_folder_reaches_a_terminal_as_a_code(
    heal: Heal, library: Path, tmp_path: Path, attack: str
) -> None:
    name = as_name(ATTACKS[attack])
    if "\udc9b" not in name:
        # A colon parts one folder from the next.
        own = tmp_path / name.replace(os.pathsep, "\ua789")
        shutil.copytree(library, own)
        (own / "topics/drinks/green-tea.yaml").rename(own / "topics/drinks/mint.yaml")
        (own / "topics" / name).mkdir()
        shutil.copy(own / "topics/drinks/mint.yaml", own / "topics" / name / "bad.yaml")
        (own / "topics/drinks" / f"{name}.yaml").write_text("title: x\n")
        options = ["--content", str(own)]
    else:
        own, options = library, []
    for number, line in enumerate(
        [
            ["show", "mint"],
            ["for", "hiccups"],
            ["new", "tea"],
            ["topics", "--from", "nobody"],
        ]
    ):
        other = FORMATS[number % len(FORMATS)]
        assert_safe(heal(*line, *options, "--color", "always"))
        assert_safe(heal(*line, *options, "--format", other), colored=False)
    assert_safe(heal("check", str(own), "--color", "never"), colored=False)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_name_of_an_output_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, attack: str
) -> None:
    name = as_name(ATTACKS[attack])
    (tmp_path / name).mkdir()
    for place in (f"{name}.md", f"{name}.md", name, f"{name}.{name}", f"{name}/{name}/x.md"):
        assert_safe(heal("about", "--output", str(tmp_path / place)), colored=False)
    assert (tmp_path / f"{name}.md").is_file()


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_message_of_an_error_reaches_a_terminal_as_a_code(
    heal: Heal, attack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ATTACKS[attack]
    for error in (ValueError(text), OSError(5, text)):

        def fail(*_: object, error: Exception = error) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr("heal_cli.library.Library.topics", fail)
            answer = heal("topics")
        assert answer.code == 1
        assert_safe(answer, colored=False)


CONTROLS = st.characters(categories=["Cc", "Zl", "Zp", "Cs"], exclude_characters="\0")
BIDI = st.sampled_from("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
HIDES = st.sampled_from("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u061c")
CODES = st.builds(
    "\x1b{}{}{}".format,
    st.sampled_from(["[", "]", "P", "_", "^", "X", "(", "#", "%", " ", "", "[?", "[>", "O"]),
    st.text("0123456789;:?$qcnt", max_size=6),
    st.sampled_from([*"mHJKhlcnrtqyZ78=>", "\x07", "\x1b\\", "\x9c", ""]),
)
HOSTILE = st.lists(
    st.one_of(CONTROLS, BIDI, HIDES, CODES, st.sampled_from(list(ATTACKS.values())), st.text()),
    max_size=6,
).map(lambda parts: "".join(parts).replace("\0", ""))


def is_seen(text: str) -> bool:
    """Say whether a text is without the letters that have a test of their own below."""
    return not any(
        unicodedata.category(letter) == "Cf"
        and not re.match(r"[\u200b-\u2069\ufeff\u061c]", letter)
        for letter in text
    ) and not set(text) & (_UNSEEN | set("\u206a\u206b\u206c\u206d\u206e\u206f"))


@examples(120)
@given(text=HOSTILE.filter(is_seen), line=st.sampled_from(ARGUMENTS))
@pytest.mark.usefixtures("library")
def test_no_argument_at_all_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, text: str, line: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        assert_safe(heal("--color", "always", *typed(line, text)))
        assert_safe(heal("--color", "never", *typed(line, text)), colored=False)


@examples(60)
@given(text=HOSTILE.filter(is_seen), name=st.sampled_from(VARIABLES))
@pytest.mark.usefixtures("library")
def test_no_variable_at_all_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, text: str, name: str
) -> None:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        patch.setenv(name, text)
        for line in (["topics"], ["help", "environment"]):
            assert_safe(heal(*line))
            plain = ["--color", "never", "--format", "rich", "--width", "60"]
            assert_safe(heal(*plain, *line), colored=False)


@examples(40)
@given(text=HOSTILE.filter(is_seen))
def test_no_content_at_all_reaches_a_terminal_as_a_code(
    heal: Heal, library: Path, text: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # Each index is made anew, so that no answer comes from the text before.
        patch.setenv("XDG_CACHE_HOME", "/dev/null")
        fill(library, as_yaml(text or " "))
        lines = [["show", "odd", "bad-kind"], ["topics"], ["for", "hiccups"]]
        for number, line in enumerate(lines):
            assert_safe(heal(*line, "--color", "always"))
            assert_safe(heal(*line, "--format", FORMATS[number + 1]), colored=False)


@pytest.mark.parametrize("attack", ["clipboard (OSC 52)", "8-bit CSI", "trojan source (RLO)"])
def test_a_real_terminal_and_a_pager_get_nothing_either(tmp_path: Path, attack: str) -> None:
    text = ATTACKS[attack]
    paged = tmp_path / "paged"
    variables = {"HEAL_PAGER": f"tee {paged}", "LESS": text, "HEAL_CONTENT": f"/nowhere/{text}"}
    for line in (["show", "crp", text], ["search", text, "crp"], ["help", "environment"]):
        shown = on_terminal(tmp_path, *line, rows=10, around=variables)
        assert text not in shown
        assert unsafe(shown.replace("\r\n", "\n")) == ""
        assert unsafe(paged.read_text("utf-8")) == ""
        paged.unlink()


def complete(
    shell: str, line: str, around: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Ask heal for what a shell completes."""
    environment = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "_HEAL_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    } | around
    return subprocess.run(
        [str(Path(sys.executable).with_name("heal"))],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_completes_gets_no_code(
    library: Path, session_cache: Path, shell: str
) -> None:
    around = {"XDG_CACHE_HOME": str(session_cache), "HEAL_CONTENT": str(library)}
    fill(library, as_yaml(ATTACKS["clipboard (OSC 52)"]))
    write_topic(library, "Red wine")
    assert complete(shell, "heal show red-w", around).stdout.strip()
    for line in ("heal show o", "heal define ", "heal show \x1b]0;x\x07", "heal for \x9b"):
        done = complete(shell, line, around)
        assert unsafe(done.stdout.replace("\t", " "), colored=False) == ""
        assert unsafe(done.stderr, colored=False) == ""


# What is not yet so.


@pytest.mark.parametrize("letters", HIDDEN_LETTERS)
def test_no_letter_that_nobody_sees_is_printed(heal: Heal, library: Path, letters: str) -> None:
    text = HIDDEN_LETTERS[letters]
    fill(library, as_yaml(text))
    assert_safe(heal("show", text))
    assert_safe(heal("show", "odd"))


@pytest.mark.parametrize(
    "line", [["help", "environment"], ["check", "{library}"]], ids=" ".join
)
def test_a_picture_holds_no_code(
    heal: Heal, library: Path, tmp_path: Path, line: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESS", ATTACKS["colour"])
    (library / "topics/drinks" / "\x1b[31m.yaml").write_text("title: x\n")
    file = tmp_path / "page.svg"
    heal(*(part.format(library=library) for part in line), "--output", str(file))
    text = file.read_text("utf-8")
    assert unsafe(text) == ""
    ElementTree.fromstring(text)


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending != ".svg"])
def test_no_other_file_holds_a_code(
    heal: Heal, library: Path, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESS", ATTACKS["colour"])
    (library / "topics/drinks" / "\x1b[31m.yaml").write_text("title: x\n")
    for number, line in enumerate((["help", "environment"], ["check", str(library)])):
        file = tmp_path / f"{number}{ending}"
        heal(*line, "--output", str(file))
        assert unsafe(file.read_text("utf-8")) == ""


@pytest.mark.parametrize("title", ["Tea [/]", "[bold]Tea[/bold]"])
def test_a_completed_title_is_no_markup(library: Path, session_cache: Path, title: str) -> None:
    write_topic(library, "Red wine", change=("title: Red wine", f"title: '{title}'"))
    around = {"XDG_CACHE_HOME": str(session_cache), "HEAL_CONTENT": str(library)}
    done = complete("fish", "heal show red-w", around)
    assert done.stdout == f"red-wine\t{title}\n"


@pytest.mark.xfail(reason="Typer wraps what it completes at the width of a terminal")
def test_a_completed_word_is_one_line_with_what_it_means(session_cache: Path) -> None:
    done = complete("fish", "heal define a", {"XDG_CACHE_HOME": str(session_cache)})
    assert done.stdout.count("\n") == done.stdout.count("\t")


def test_what_is_written_out_still_fits_the_window(
    heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESS", "\x1b" * 30)
    page = heal("help", "environment", "--width", "60").out
    assert max(map(len, page.splitlines())) <= 60


def test_a_name_with_a_line_break_forges_no_line_for_other_programs(
    heal: Heal, library: Path
) -> None:
    forged = "::error file=x,line=1::forged"
    (library / "topics/drinks" / f"a\n{forged}.yaml").write_text("title: x\n")
    page = heal("check", str(library), "--annotate", "--format", "plain").out
    assert forged not in [line.removesuffix(".yaml") for line in page.splitlines()]
    assert not [line for line in page.splitlines() if line.startswith(forged)]


def test_a_folder_whose_name_is_no_text_is_read_or_is_a_clear_error(
    heal: Heal, library: Path, tmp_path: Path
) -> None:
    own = tmp_path / os.fsdecode(b"\xff")
    shutil.copytree(library, own)
    answer = heal("topics", "--content", str(own))
    assert_safe(answer)
    assert "something went wrong inside heal" not in answer.err


def test_a_folder_with_a_colon_in_its_name_can_be_named(
    heal: Heal, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "notes: mine"
    assert heal("new", "mint", "--content", str(own)).code == 0
    assert [path.name for path in own.glob("topics/*/*")] == ["mint.yaml"]


def test_names_on_standard_input_that_are_no_text_are_not_found() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "heal_cli", "show", "-"],
        input=b"\xff\n",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 4


@pytest.mark.parametrize(
    "doi", ["10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2", "10.1000/é"]
)
def test_a_link_is_made_of_the_letters_that_links_are_made_of(
    heal: Heal, library: Path, doi: str
) -> None:
    works = SHARED["sources"].replace("doi: 10.1000/1", f'doi: "{doi}"')
    (library / "sources.yaml").write_text(works, "utf-8")
    assert_safe(heal("show", "green-tea", "--color", "always"))
    page = heal("show", "green-tea", "--format", "markdown").out
    tokens = [child for t in MarkdownIt().parse(page) for child in t.children or ()]
    links = [str(child.attrGet("href")) for child in tokens if child.type == "link_open"]
    assert len(links) == 1
    assert links[0].startswith("https://doi.org/10.1")
    assert links[0].isascii()


@pytest.mark.parametrize("field", ["pmid", "pmcid", "year", "isbn"])
def test_a_number_is_written_in_the_figures_of_an_address(
    heal: Heal, library: Path, field: str
) -> None:
    values = {
        "pmid": "\uff11",
        "pmcid": "PMC\u0661",
        "year": "\u0662" * 4,
        "isbn": "\uff11" * 10,
    }
    works = SHARED["sources"].replace("year: 2020, ", "").replace("doi: 10.1000/1, ", "")
    given = f"year: 2020, {field}" if field != "year" else "year"
    works = works.replace("kind:", f"{given}: {as_yaml(values[field])}, kind:")
    (library / "sources.yaml").write_text(works, "utf-8")
    assert "sources.yaml:1:" in heal("sources").err
