"""What YAML can do beyond plain data is a fault with its place; the other topics stand."""

import json
from pathlib import Path

import pytest
import yaml

from tests.content_safety.attacks import ATTACKS
from tests.content_safety.bounds import ask
from tests.processes import make_library

Findings = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two good topics beside one file for each attack."""
    root = make_library(tmp_path_factory.mktemp("attacked") / "content")
    for name, attack in ATTACKS.items():
        (root / "topics/drinks" / f"{name}.yaml").write_bytes(attack.data)
    return root


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of those who read the library of attacks."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def found(attacked: Path, cache: Path) -> Findings:
    """What `heal check` found in each file, asked once for all."""
    answer = ask(attacked, cache, "check", str(attacked), "--format", "json")
    assert answer.code == 3
    findings: Findings = {}
    for finding in json.loads(answer.out)["findings"]:
        findings.setdefault(Path(finding["path"]).stem, []).append(finding)
    return findings


def test_every_attack_is_a_fault_with_its_very_place(found: Findings) -> None:
    for name, attack in ATTACKS.items():
        places = [
            (finding["line"], finding["column"])
            for finding in found.get(name, [])
            if finding["code"] == "F01" and attack.says in str(finding["message"])
        ]
        assert (attack.line, attack.column) in places, (name, found.get(name))


def test_the_attacks_alone_are_faults(found: Findings) -> None:
    faulty = {name for name, findings in found.items() if any(f["is_fault"] for f in findings)}
    assert faulty == set(ATTACKS)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "green-tea"], "Plain words on Green tea."),
        (["topics"], "cold-milk"),
        (["search", "tea"], "Green tea"),
        (["for", "hiccups"], "It helps with Cold milk"),
    ],
    ids=" ".join,
)
def test_every_command_answers_beside_the_attacks(
    attacked: Path, cache: Path, arguments: list[str], says: str
) -> None:
    answer = ask(attacked, cache, *arguments)
    assert answer.code == 0
    assert says in answer.out


@pytest.mark.parametrize("name", ["merge-key", "nested-lists", "utf-16-le", "two-pages"])
def test_the_page_of_a_file_that_attacks_is_refused_with_its_place(
    attacked: Path, cache: Path, name: str
) -> None:
    answer = ask(attacked, cache, "show", name)
    assert (answer.code, answer.out) == (3, "")
    # A long path is folded at the edge of the page.
    said = "".join(answer.err.split())
    assert f"{name}.yaml:{ATTACKS[name].line}:{ATTACKS[name].column}:" in said


def test_no_code_of_a_file_is_carried_out(
    attacked: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["check", str(attacked)], ["show", "tag-python-call"]):
        assert ask(attacked, cache, *arguments).code == 3
    assert not Path("pwned").exists()
    yaml.unsafe_load(ATTACKS["tag-python-call"].data)
    assert Path("pwned").exists(), "the attack is none"
