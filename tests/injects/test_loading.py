from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from agencies.loading import list_networks, load_network, network_from_texts
from injects.loading import list_packs, load_pack, pack_from_texts


def test_a_pack_loads_with_network_actions_and_documents(tiny):
    loaded = load_pack(tiny)
    assert loaded.problems == ()
    assert loaded.ok
    assert {"close", "close-berth"} <= set(loaded.pack.actions)
    assert loaded.pack.actions["close-berth"].id == "close-berth"
    assert set(loaded.files) == {"pack.yml", "actions.yml", "documents/plan.md"}
    assert set(loaded.network_files) == {"pier.yml"}


def test_what_comes_along_reads_the_same_without_the_parser_in_c():
    library = [files("injects") / "library", files("agencies") / "library"]
    library.append(files("exercise") / "cli" / "skeletons")
    shipped = [file for folder in library for file in Path(str(folder)).rglob("*.yml")]
    assert len(shipped) > 5
    for file in shipped:
        yaml.load(file.read_text("utf-8"), yaml.SafeLoader)


def test_the_pack_file_itself_may_be_named(tiny):
    assert load_pack(tiny / "pack.yml").ok
    assert load_pack(str(tiny / "pack.yml")).ok


def test_a_packs_own_action_wins_over_the_shared_one(write):
    folder = write(
        ("  close: {title: {en: Close the berth", "  close-berth: {title: {en: Ours"),
        ("action: close,", "action: close-berth,"),
    )
    assert load_pack(folder).pack.actions["close-berth"].title.into("en") == "Ours"


def test_a_cut_leaves_injects_out_but_not_their_text(tiny):
    loaded = load_pack(tiny, cut="short")
    assert [inject.id for inject in loaded.pack.injects] == ["I-1", "I-3", "I-4", "I-5", "I-6"]
    assert "I-2" in loaded.files["pack.yml"]


def test_an_unknown_cut_is_one_problem_with_a_suggestion(tiny):
    loaded = load_pack(tiny, cut="shot")
    assert not loaded.found
    assert "Did you mean 'short'?" in str(loaded.problems[0])


def test_a_record_gives_back_the_same_pack_and_network(tiny):
    loaded = load_pack(tiny)
    assert pack_from_texts(loaded.files) == loaded.pack
    assert network_from_texts(loaded.network_files) == loaded.network


def test_a_record_without_pack_or_network_says_so():
    with pytest.raises(ValueError, match="nothing in this file"):
        pack_from_texts({})
    with pytest.raises(ValueError, match="no network"):
        network_from_texts({})
    with pytest.raises(ValueError, match="is missing"):
        network_from_texts({"a.yml": "id: a"})


@pytest.mark.parametrize("name", ["port-ransomwar", "nonsense", "-", "a\nb", "x" * 5000])
def test_an_unknown_name_is_one_problem(name):
    for loaded in (load_pack(name), load_network(name)):
        assert not loaded.found
        assert not loaded.ok
        assert len(loaded.problems) == 1
        assert "\n" not in str(loaded.problems[0])


def test_a_near_name_is_suggested():
    assert "'port-ransomware'" in str(load_pack("port-ransomwar").problems[0])
    assert "'coastal-state'" in str(load_network("costal-state").problems[0])


@pytest.mark.parametrize(
    "path", ["/nowhere/pack.yml", "./nowhere", "nul\0.yml", "y" * 5000 + "/z.yml"]
)
def test_a_missing_path_is_one_problem(path):
    assert len(load_pack(path).problems) == 1
    assert len(load_network(path).problems) == 1


def test_a_directory_without_a_pack_says_so(tmp_path):
    loaded = load_pack(tmp_path)
    assert not loaded.found
    assert "there is no such file" in str(loaded.problems[0])


@pytest.mark.parametrize(
    "file",
    [
        "../plan.md",
        "/etc/hostname",
        "documents/../../x.md",
        "C:/plan.md",
        "..\\plan.md",
        "actions.yml",
        "''",
    ],
)
def test_documents_stay_inside_the_pack(write, file):
    loaded = load_pack(write(("file: documents/plan.md", f"file: {file}")))
    assert [problem.code for problem in loaded.problems] == ["outside"]
    assert set(loaded.files) == {"pack.yml", "actions.yml"}


def test_a_link_out_of_the_pack_is_refused(tiny, tmp_path):
    (tmp_path / "secret.md").write_text("secret")
    plan = tiny / "documents" / "plan.md"
    plan.unlink()
    plan.symlink_to(tmp_path / "secret.md")
    assert [problem.code for problem in load_pack(tiny).problems] == ["outside"]


def test_a_loop_of_links_is_one_problem(tiny):
    plan = tiny / "documents" / "plan.md"
    plan.unlink()
    plan.symlink_to(plan)
    assert len(load_pack(tiny).problems) == 1


def test_a_missing_document_is_told_where_it_is_named(write):
    folder = write(("file: documents/plan.md", "file: documents/plam.md"))
    (problem,) = load_pack(folder).problems
    assert problem.code == "missing-file"
    assert problem.file.endswith("pack.yml")
    assert problem.line > 1


def test_a_document_in_two_languages_brings_both(write):
    folder = write(
        ("file: documents/plan.md", "file: {en: documents/plan.md, es: documents/plan.es.md}")
    )
    (folder / "documents" / "plan.es.md").write_text("Llame al CSIRT.\n", "utf-8")
    assert {"documents/plan.md", "documents/plan.es.md"} <= set(load_pack(folder).files)


def test_problems_of_all_files_come_together(write):
    folder = write(
        ("to: [port]", "to: [prt]"),
        ("via: phone", "via: phone\n    urgncy: high"),
        network=(("kind: csirt", "kin: csirt"), ("via: phone", "via: fone")),
    )
    loaded = load_pack(folder)
    told = "\n".join(map(str, loaded.problems))
    assert "Did you mean 'port'?" in told
    assert "Did you mean 'urgency'?" in told
    assert "Did you mean 'kind'?" in told
    assert "channel 'fone' is not known" in told
    assert not loaded.ok


def test_a_broken_network_raises_no_false_alarm_in_the_pack(write):
    loaded = load_pack(write(network=(("kind: csirt", "kin: csirt"),)))
    assert {problem.file.rsplit("/", 1)[-1] for problem in loaded.problems} == {"pier.yml"}


def test_an_unknown_network_is_told_once_and_in_the_pack(write):
    folder = write(("network: pier", "network: coastal-stat"))
    (problem,) = load_pack(folder).problems
    assert (problem.line, problem.column) == (4, 10)
    assert "Did you mean 'coastal-state'?" in str(problem)


@pytest.mark.parametrize("name", list_packs())
def test_every_pack_that_ships_is_clean(name):
    loaded = load_pack(name)
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ok
    assert pack_from_texts(loaded.files) == loaded.pack
    for cut in loaded.pack.cuts:
        assert load_pack(name, cut=cut).ok


@pytest.mark.parametrize("name", list_networks())
def test_every_network_that_ships_is_clean(name):
    loaded = load_network(name)
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ok


def test_what_ships_is_there():
    assert "port-ransomware" in list_packs()
    assert "coastal-state" in list_networks()
