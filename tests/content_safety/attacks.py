"""Files made to harm: what YAML can do beyond plain data, each with the place of its fault."""

from typing import NamedTuple

from tests.conftest import TOPIC

ODD = TOPIC.format(title="Odd")


def odd(old: str = "", new: str = "") -> bytes:
    """Return a topic in which one text is replaced."""
    assert old in ODD
    return ODD.replace(old, new, 1).encode()


def titled(title: str) -> bytes:
    """Return a topic with such a title, as YAML writes it."""
    return odd("title: Odd", f"title: {title}")


class Attack(NamedTuple):
    """What a file holds, and where its fault is to be named."""

    data: bytes
    line: int
    column: int
    says: str


TAG = "is not allowed; write plain text"
ANCHOR = "anchors and aliases are not allowed"
SYNTAX = "not valid YAML"
CONTROL = "character U+"
DEEP = "nested too deeply"

TAGS = {
    name: Attack(titled(title), 1, 8, TAG)
    for name, title in {
        "tag-python-object": "!!python/object:os.system x",
        "tag-python-call": "!!python/object/apply:os.system [touch pwned]",
        "tag-python-name": "!!python/name:os.x ''",
        "tag-binary": "!!binary aGVhbA==",
        "tag-int": "!!int 7",
        "tag-null": "!!null ~",
        "tag-merge": "!!merge <<",
        "tag-local": "!x Odd",
        "tag-verbatim": "!<tag:x.org,2026:y> Odd",
        "tag-verbatim-local": "!<!x> Odd",
    }.items()
} | {
    "tag-python-tuple": Attack(odd("related: []", "related: !!python/tuple []"), 20, 10, TAG),
    "tag-set": Attack(odd("related: []", "related: !!set {a, b}"), 20, 10, TAG),
    "tag-omap": Attack(odd("related: []", "related: !!omap []"), 20, 10, TAG),
    "tag-pairs": Attack(odd("related: []", "related: !!pairs []"), 20, 10, TAG),
    "tag-timestamp": Attack(odd("reviewed: 2026", "reviewed: !!timestamp 2026"), 4, 11, TAG),
    "tag-on-a-key": Attack(odd("title:", "!!python/name:os.system title:"), 1, 1, TAG),
    "tag-on-the-page": Attack(b"--- !!python/object:os.x\n" + odd(), 1, 5, TAG),
    "tag-in-a-list": Attack(odd("[Ask", "[!!binary Ask"), 17, 12, TAG),
    "tag-handle-unknown": Attack(titled("!e!x Odd"), 1, 8, SYNTAX),
    "tag-directive": Attack(
        b"%TAG ! tag:yaml.org,2002:python/\n---\n" + titled("!name:x ''"), 3, 8, TAG
    ),
}

ANCHORS = {
    "anchor": Attack(titled("&a Odd"), 1, 8, ANCHOR),
    "anchor-on-a-key": Attack(odd("title:", "&a title:"), 1, 1, ANCHOR),
    "anchor-on-the-page": Attack(b"--- &a\n" + odd(), 1, 5, ANCHOR),
    "anchor-after-a-tag": Attack(titled("!!str &a Odd"), 1, 8, ANCHOR),
    "anchor-on-a-list": Attack(odd("related: []", "related: &a []"), 20, 10, ANCHOR),
    "anchor-in-a-list": Attack(odd("[doe-2020]", "[&a doe-2020]"), 14, 15, ANCHOR),
    "anchor-at-once-in-a-list": Attack(odd("[doe-2020]", "[x,&a doe-2020]"), 14, 17, ANCHOR),
    "anchor-in-a-map": Attack(odd("{when:", "{&a when:"), 19, 6, ANCHOR),
    "anchor-at-once-after-a-key": Attack(b'{"title":&a Odd,}\n', 1, 10, ANCHOR),
    "anchor-before-a-tag": Attack(b'{"title":&a !!str Odd,}\n', 1, 10, ANCHOR),
    "anchor-at-once-on-a-complex-key": Attack(b"{?&a title: Odd,}\n", 1, 3, ANCHOR),
    "anchor-on-a-block": Attack(odd("text: Plain", "text: &a |\n      Plain"), 7, 11, ANCHOR),
    "anchor-on-a-complex-key": Attack(odd("title: Odd", "? &a title\n: Odd"), 1, 3, ANCHOR),
    "anchor-that-is-used": Attack(
        odd("related: []", "related: []\nkeywords: &a [x]\nalso_called: *a"), 21, 11, ANCHOR
    ),
    "alias-bomb": Attack(b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 2, 4, ANCHOR),
    "alias-circle": Attack(b"a: &x\n  b: *x\n", 1, 4, ANCHOR),
    "alias-unknown": Attack(titled("*a"), 1, 8, SYNTAX),
    "merge-key": Attack(odd("title: Odd", "<<: {title: Odd}\ntitle: Odd"), 1, 1, "unknown key"),
    "merge-key-alone": Attack(odd("title: Odd", "<<: {title: Odd}"), 1, 1, "missing"),
}

NESTING = {
    "nested-lists": Attack(b"[" * 10_000 + b"]" * 10_000, 1, 51, DEEP),
    "nested-dashes": Attack(b"- " * 10_000, 1, 101, DEEP),
    "nested-maps": Attack(b"{a: " * 10_000 + b"}" * 10_000, 1, 201, DEEP),
    "nested-questions": Attack(b"? " * 10_000, 1, 101, DEEP),
    "nested-block-maps": Attack(
        b"\n".join(b" " * depth + b"a:" for depth in range(2_000)), 51, 51, DEEP
    ),
    "nested-in-a-topic": Attack(
        odd("[doe-2020]", "[" * 9_000 + "x" + "]" * 9_000), 14, 61, DEEP
    ),
    "never-closed": Attack(b"{a: " * 10_000, 1, 201, DEEP),
    "one-line": Attack(b"[" + b"a, " * 20_000 + b"]", 1, 1, "should be keys"),
}

LETTERS = {
    "nul-alone": Attack(b"\0", 1, 1, CONTROL),
    "nul": Attack(titled("O\0dd"), 1, 9, CONTROL),
    "nul-escaped": Attack(titled('"\\0"'), 1, 8, CONTROL),
    "escape-escaped": Attack(titled('"\\x1b[31m"'), 1, 8, CONTROL),
    "bidi": Attack(titled("O\u202edd"), 1, 9, CONTROL),
    "bidi-escaped": Attack(titled('"\\u202E"'), 1, 8, CONTROL),
    "line-separator": Attack(titled("O\u2028dd"), 1, 9, CONTROL),
    "paragraph-separator": Attack(titled("O\u2029dd"), 1, 9, CONTROL),
    "next-line": Attack(titled("O\x85dd"), 1, 9, CONTROL),
    "byte-order-mark-inside": Attack(odd("summary: W", "summary: \ufeffW"), 2, 10, CONTROL),
    "utf-16-le": Attack(ODD.encode("utf-16-le"), 1, 2, CONTROL),
    "utf-16-be": Attack(ODD.encode("utf-16-be"), 1, 1, CONTROL),
    "utf-16": Attack(ODD.encode("utf-16"), 1, 1, "not UTF-8"),
    "utf-32": Attack(ODD.encode("utf-32"), 1, 1, "not UTF-8"),
    "utf-32-be": Attack(ODD.encode("utf-32-be"), 1, 1, CONTROL),
    "latin-1": Attack(odd().replace(b"Odd", b"\xd6dd", 1), 1, 8, "save the file as UTF-8"),
    "surrogate": Attack(odd().replace(b"Odd", b"\xed\xa0\x80", 1), 1, 8, "not UTF-8"),
    "overlong": Attack(odd().replace(b"Odd", b"\xc0\xaf", 1), 1, 8, "not UTF-8"),
    "cut-off": Attack(odd() + b"\xe2\x82", 21, 1, "not UTF-8"),
    "no-character": Attack(titled("O\uffffdd"), 1, 9, CONTROL),
    "bad-utf-8-after-letters": Attack(
        odd().replace(b"Odd", "éé".encode() + b"\xff", 1), 1, 10, "not UTF-8"
    ),
}

PLACES = {
    "control-after-carriage-returns": Attack(b"a: b\rc: d\re: \x07\r", 3, 4, CONTROL),
    "fault-after-crlf": Attack(
        odd("mixed", "maybe").replace(b"\n", b"\r\n"), 12, 15, "should be one of"
    ),
    "fault-after-carriage-returns": Attack(
        odd("mixed", "maybe").replace(b"\n", b"\r"), 12, 15, "should be one of"
    ),
    "fault-after-wide-letters": Attack(
        odd("[Ask first about Odd.]", "[茶😀é, {a: b}]"), 17, 17, "should be text"
    ),
}

SYNTAXES = {
    "tab-as-indent": Attack(odd("summary:", "\tsummary:"), 2, 1, SYNTAX),
    "tab-before-an-item": Attack(odd("  - heading", "\t- heading"), 6, 1, SYNTAX),
    "key-twice": Attack(odd() + b"title: Other\n", 21, 1, "appears twice, first on line 1"),
    "key-twice-in-a-record": Attack(
        odd("    text: Plain", "    heading: Again\n    text: Plain"), 7, 5, "first on line 6"
    ),
    "key-twice-in-braces": Attack(odd("{when:", "{when: soon, when:"), 19, 18, "twice"),
    "key-twice-in-two-spellings": Attack(odd() + b'"title": x\n', 21, 1, "appears twice"),
    "key-a-list": Attack(b"? [a]\n: b\n" + odd(), 1, 3, "should be text"),
    "key-a-list-of-a-map": Attack(b"? [a]: b\n" + odd(), 1, 3, "should be text"),
    "key-a-map": Attack(odd("{when:", "{{a: b}: c, when:"), 19, 6, "should be text"),
    "key-empty": Attack(b'"": x\n' + odd(), 1, 1, 'unknown key ""'),
    "key-missing": Attack(odd("title: Odd", ": Odd"), 1, 1, SYNTAX),
    "yaml-of-the-future": Attack(b"%YAML 9.9\n---\n" + odd(), 1, 1, SYNTAX),
    "two-pages": Attack(odd() + b"---\n" + odd(), 21, 1, SYNTAX),
    "an-empty-second-page": Attack(odd() + b"---\n", 21, 1, SYNTAX),
    "text-after-the-end": Attack(odd() + b"...\nx: y\n", 22, 1, SYNTAX),
}

EMPTY = {
    "value-empty": Attack(titled(""), 1, 7, "is empty"),
    "value-quoted-empty": Attack(titled('""'), 1, 8, "is empty"),
    "value-of-blanks": Attack(titled('"  "'), 1, 8, "is empty"),
    "list-null": Attack(odd("related: []", "related: null"), 20, 10, "should be a list"),
    "list-tilde": Attack(odd("related: []", "related: ~"), 20, 10, "should be a list"),
    "list-empty": Attack(odd("related: []", "related:"), 20, 9, "should be a list"),
    "item-tilde": Attack(odd("related: []", "related: [~]"), 20, 11, "should be lower-case"),
    "item-empty": Attack(odd("related: []", "related:\n  -\n"), 21, 4, "is empty"),
    "record-null": Attack(odd("get_help:\n  -", "get_help:\n  - ~\n  -"), 19, 5, "is text"),
    "date-null": Attack(odd("reviewed: 2026-11-22", "reviewed: null"), 4, 11, "date"),
    "nothing": Attack(b"", 1, 1, "the file is empty"),
    "only-text": Attack(b"just text\n", 1, 1, "should be keys with values, is text"),
    "only-a-list": Attack(b"- a list\n", 1, 1, "should be keys with values, is a list"),
    "only-null": Attack(b"~\n", 1, 1, "should be keys"),
    "only-a-comment": Attack(b"# nothing\n", 1, 1, "is empty"),
}

ATTACKS = TAGS | ANCHORS | NESTING | LETTERS | PLACES | SYNTAXES | EMPTY
