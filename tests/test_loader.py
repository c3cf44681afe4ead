"""The loader names every fault with its place, and what would be right."""

from pathlib import Path

import pytest
import yaml

from heal_cli.errors import ContentError
from heal_cli.loading import loader
from heal_cli.models import Evidence, FigureKind, Topic

GOOD = """\
title: Tea
also_called: [chai]
summary: A drink.
origin: A heading only.
reviewed: 2026-11-22
therapy: water
explanation:
  - heading: Leaves
    text: |
      Hot *water* on [[leaf]]s. [@doe-2020]

      A second paragraph.
    figure: {kind: bars, title: Cups, rows: [{label: no, value: 012}], sources: [doe-2020]}
benefits:
  - {claim: It cheers, evidence: not supported, finding: It did not., sources: [doe-2020]}
cautions: [Hot.]
get_help: [{when: emergency, text: a burn}]
related: []
"""


def load(tmp_path: Path, text: str | bytes, name: str = "tea") -> Topic:
    folder = tmp_path / "drinks"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return loader.load_topic(path)


def faults(tmp_path: Path, text: str | bytes, name: str = "tea") -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(tmp_path, text, name)
    return [f"{fault.line}:{fault.column}: {fault.message}" for fault in caught.value.faults]


def test_a_topic_takes_its_id_and_category_from_its_place(tmp_path: Path) -> None:
    topic = load(tmp_path, GOOD)
    assert (topic.id, topic.category) == ("tea", "drinks")


def test_values_stay_the_text_that_was_written(tmp_path: Path) -> None:
    figure = load(tmp_path, GOOD).explanation[0].figure
    assert figure is not None
    assert figure.kind is FigureKind.BARS
    assert figure.rows == (("no", "012", ""),)


def test_a_verdict_becomes_a_member_of_a_closed_set(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD).benefits[0].evidence is Evidence.NOT_SUPPORTED


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "title: Tea",
            "title:",
            "1:7: is empty; write a value, or take the key away if it may be",
        ),
        ("title: Tea", "tittle: Tea", '1:1: unknown key "tittle"; did you mean "title"?'),
        ("summary:", "title: Tea\nsummary:", '3:1: key "title" appears twice, first on line 1'),
        (
            "evidence: not supported",
            "evidence: maybe",
            '15:34: "maybe" should be one of: supported, mixed, insufficient, not supported',
        ),
        ("2026-11-22", "22/11/2026", '5:11: "22/11/2026" should be a date such as 2026-11-22'),
        ("cautions: [Hot.]", "cautions: Hot.", "16:11: should be a list, is text"),
        (
            "It did not., sources: [doe-2020]",
            "It did not., sources: []",
            "15:5: has no source; add one from sources.yaml, or say evidence: insufficient",
        ),
        ("value: 012", "value: many", '13:65: "many" should be a number such as 7.8'),
        (
            "kind: bars",
            "kind: table",
            '13:13: "columns" belong to figures of kind table, and they need them',
        ),
        ("when: emergency", "when: never", '17:19: "never" should be one of: '),
        ("summary: A drink.", f"summary: {'A drink. ' * 40}", "3:10: has 359 characters; 240"),
        (
            "cautions: [Hot.]",
            "cautions: &hot [Hot.]",
            "16:11: anchors and aliases are not allowed; write the value out",
        ),
        (
            "title: Tea",
            "title: !!python/object:os.system Tea",
            "1:8: the tag tag:yaml.org,2002:python/object:os.system is not allowed",
        ),
        (
            "title: Tea",
            "title: 'Tea",
            "18:12: not valid YAML: a quote or bracket is not closed",
        ),
        ("title: Tea", 'title: "Tea\\e[31m"', "1:8: holds the control character U+001B"),
        ("title: Tea", "title: Tea\u202eaeT", "1:11: holds the control character U+202E"),
    ],
)
def test_a_fault_names_its_place_and_what_would_be_right(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert old in GOOD
    found = faults(tmp_path, GOOD.replace(old, new, 1))
    assert any(line.startswith(fault) for line in found), found


def test_every_fault_of_a_file_is_reported_at_once(tmp_path: Path) -> None:
    broken = GOOD.replace("title: Tea", "title:").replace("not supported", "maybe")
    broken = broken.replace("cautions: [Hot.]\n", "")
    assert [line.split(":")[0] for line in faults(tmp_path, broken)] == ["1", "1", "15"]


def test_the_bytes_of_a_file_must_be_utf_8(tmp_path: Path) -> None:
    broken = GOOD.encode().replace(b"A drink", b"A dr\xffnk")
    assert faults(tmp_path, broken) == ["3:14: not UTF-8; save the file as UTF-8"]


def test_a_file_name_must_be_an_id(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, GOOD, name="Green Tea")
    assert 'the name "Green Tea" should be lower-case words joined by hyphens' in fault


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a list\n", "just text\n", "[" * 10_000])
def test_a_file_that_is_no_topic_is_a_fault_and_no_crash(tmp_path: Path, text: str) -> None:
    assert len(faults(tmp_path, text)) == 1


def test_without_the_c_library_the_same_topic_and_faults_come_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_c = load(tmp_path, GOOD)
    broken = GOOD.replace("not supported", "maybe")
    faults_with_c = faults(tmp_path, broken)
    monkeypatch.setattr(loader, "_Loader", yaml.BaseLoader)
    assert load(tmp_path, GOOD) == with_c
    assert faults(tmp_path, broken) == faults_with_c
